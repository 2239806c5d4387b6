"""What the speed benchmark's invented news is made of: claims in two wordings each, and what fills their gaps."""

from __future__ import annotations

# Each claim is told in one of two wordings. Gaps: place, town, river, person, other, title, body, firm, n (a small
# count), m (a larger one), sum, share, day, month, hour, thing, cause. A gap is filled alike wherever an event is told.
CLAIMS: tuple[tuple[str, str], ...] = (
    (
        "The {thing} near {town} gave way shortly after {hour} on {day}, sending rescue crews from across {place} to "
        "the scene.",
        "Rescuers from all over {place} were sent to {town} on {day} after the {thing} collapsed just past {hour}.",
    ),
    (
        "At least {n} people were killed and {m} more were injured, according to {title} {person}.",
        "{title} {person} put the number of dead at {n} and said that {m} others had been hurt.",
    ),
    (
        "Investigators believe that {cause} was to blame, although a final report is not expected before {month}.",
        "A final report is due in {month} at the earliest, but officials already point to {cause} as the reason.",
    ),
    (
        "{firm}, which has run the site since it was built, said in a statement that it was cooperating fully with the "
        "authorities.",
        "In a written statement the operator, {firm}, promised the authorities its full cooperation.",
    ),
    (
        "The repair bill could reach {sum} million dollars, a sum that {body} says it cannot pay alone.",
        "{body} said that it could not bear the cost of repairs, put at {sum} million dollars, by itself.",
    ),
    (
        "Shares in {firm} fell by {share} percent when markets opened, their worst day in more than three years.",
        "It was the worst trading day in over three years for {firm}, whose stock lost {share} percent of its value.",
    ),
    (
        "“We heard a noise like thunder, and then the lights went out,” said {other}, who has lived beside the {river} "
        "all her life.",
        "{other}, a lifelong resident of the banks of the {river}, described a noise like thunder before the power "
        "failed.",
    ),
    (
        "Schools in {town} will stay closed until further notice, and two of them are being used as shelters.",
        "Two schools in {town} now serve as shelters, and none of them will open again for the time being.",
    ),
    (
        "The opposition in {place} called for the resignation of {person}, who rejected the demand within the hour.",
        "{person} refused to resign, less than an hour after opposition leaders in {place} had asked for it.",
    ),
    (
        "Water supplies to {m} households were cut off, and residents were told to boil what came out of the tap.",
        "Some {m} homes were left without running water and people were advised to boil any that they had.",
    ),
    (
        "A similar accident in {month} of last year had led to calls for stricter inspections, which {body} never "
        "introduced.",
        "Stricter inspections were demanded after a comparable accident in {month} last year, but {body} did not "
        "bring them in.",
    ),
    (
        "{body} approved the plan by {n} votes on {day} evening after a debate that lasted more than six hours.",
        "After six hours of debate the plan was passed on {day} evening, with a majority of {n} votes in {body}.",
    ),
    (
        "Lawyers for the families said they would sue {firm} for damages of up to {sum} million dollars.",
        "{firm} faces a lawsuit over as much as {sum} million dollars, the families' lawyers announced.",
    ),
    (
        "The road between {town} and the coast is expected to remain shut for at least {n} days.",
        "Drivers will not be able to use the coastal road from {town} for {n} days or longer.",
    ),
    (
        "Support for {person} has dropped to {share} percent in the latest survey, from almost half in the spring.",
        "The latest survey sees {person} at {share} percent, down from nearly half of those asked in the spring.",
    ),
    (
        "Engineers had warned about cracks in the {thing} in a letter to {firm} as early as {month}.",
        "A letter shows that {firm} was told by its engineers about cracks in the {thing} in {month}.",
    ),
    (
        "Police arrested {n} people on {day} on suspicion of negligence, among them a former manager of the plant.",
        "A former plant manager was among {n} suspects detained on {day} in the inquiry into negligence.",
    ),
    (
        "The government in {place} declared three days of mourning and promised the victims' relatives swift help.",
        "Flags will fly at half mast for three days across {place}, where ministers pledged quick aid to the bereaved.",
    ),
    (
        "Helicopters lifted {m} people from rooftops in the lower part of {town} during the night.",
        "During the night, {m} residents of lower {town} were rescued from their roofs by helicopter.",
    ),
    (
        "“Nobody could have foreseen this,” {title} {person} told reporters outside the town hall.",
        "{title} {person} said outside the town hall that no one could have seen it coming.",
    ),
    (
        "The level of the {river} has risen by {n} metres since {day} and forecasters expect more rain.",
        "Since {day} the {river} has climbed {n} metres, and more rain is on the way.",
    ),
    (
        "Union leaders said {m} workers would walk out unless {firm} withdrew its plans by {month}.",
        "If {firm} does not drop its plans before {month}, {m} employees will go on strike, their union said.",
    ),
    (
        "{other} has led the inquiry since it was set up by {body}, and is to be questioned in public in {month}.",
        "The head of the inquiry appointed by {body}, {other}, will answer questions in public in {month}.",
    ),
    (
        "The new rules, which would have taken effect in {month}, were not opposed by any of the large parties in "
        "{place}.",
        "No major party in {place} objected to the new rules, due to come into force in {month}.",
    ),
    (
        "Doctors at the hospital in {town} treated {m} patients, most of them for smoke inhalation.",
        "Most of the {m} people treated at the hospital in {town} had breathed in smoke.",
    ),
    (
        "Exports from {place} grew by {share} percent in the first half of the year, more than analysts had forecast.",
        "Analysts were surprised by the growth of {share} percent in exports from {place} in the first six months.",
    ),
)

# Told by one of the two reports only.
ASIDES: tuple[str, ...] = (
    "Visitors have long come to {town} for its market, its old harbour and the walks along the {river}.",
    "A memorial service will be held in the cathedral next week, to which all three party leaders have been invited.",
    "The reporter of this newspaper was turned away at a barrier some distance from the site.",
    "Volunteers handed out blankets, hot soup and torches in a tent that the fire brigade had put up.",
    "{other} declined to be photographed, and asked that the name of the street not be printed.",
    "Insurance companies have begun to send assessors, but many houses cannot yet be reached by car.",
    "{firm} was founded by two brothers in a garage and employs people in eleven countries today.",
    "Several members of {body} left the chamber in protest while the minister was still speaking.",
    "An earlier proposal had failed because the two houses could not agree on who should pay for it.",
    "On the stock exchange, the news was overshadowed by interest rates that rose more than expected.",
    "Local radio stations played music without announcements for most of the evening.",
    "Historians note that the {thing} was built in great haste, with bricks from a demolished fortress.",
    "The weather service does not rule out frost in the hills above {town} towards the weekend.",
    "Experts from abroad have offered help, which the authorities say that they will gladly accept if needed.",
    "Fishermen on the {river} reported dead trout as far as a mile downstream.",
    "The film festival, for which {place} is best known, is to go ahead as planned all the same.",
)

TITLES = ("Mayor", "Governor", "Minister", "Police chief", "Spokeswoman", "Senator", "Fire chief", "Commissioner")
FIRST = (
    "Anna Martin Helena Tomas Ruth David Nadia Peter Clara Oscar Irene Samuel Laura Victor Marta Henry Julia Felix "
    "Nora Simon Alice Daniel Eva George"
).split()
LAST = (
    "Holt Brandner Okafor Lindgren Castellan Varga Morrow Petrov Haddad Ferreira Novak Whitlock Sorensen Adeyemi "
    "Kessler Marlowe Tanaka Rinaldi Duarte Pemberton Orlov Bashir Quintero Halvorsen Achterberg Delacroix Mwangi "
    "Iversen Stroud Kowalska Zielinski Abernathy"
).split()
TOWNS = (
    "Orvik Marlstead Tarrenmouth Velden Kirnholm Brackwater Lunsford Harrowgate Drumlea Castrow Penmere Ashdale Wexley "
    "Norrbridge Galtby Ostrand Fallowmoor Tidewell Cairnbrook Haverley"
).split()
PLACES = ("Norland", "Velmark", "the Karsk region", "East Brennia", "Corvan", "Lower Tavia", "Oreba", "Merrow")
RIVERS = ("Velm", "Tarren", "Osk", "Lower Marl", "Iven", "Karn", "Drummer", "White Esk")
BODIES = ("the regional council", "the transport ministry", "the city assembly", "the upper house", "the water board")
FIRMS = ("Halden Works", "Brightwater Group", "Nordkap Energy", "Castor Rail", "Vesper Mining", "Linden Brothers")
THINGS = ("dam", "railway bridge", "retaining wall", "grain store", "chimney", "footbridge", "pier", "mine shaft")
CAUSES = ("a blocked drain", "metal fatigue", "days of heavy rain", "a gas leak", "a missing bolt", "faulty wiring")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "June", "September", "October", "November")
HOURS = ("6 a.m.", "noon", "3:30 p.m.", "9 p.m.", "midnight")
