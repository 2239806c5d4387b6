"""The measurements that README and docs quote, each one command; never imported by app/."""
