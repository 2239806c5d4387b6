"""Word lists that tell names from other capitalised words, and people from places and bodies."""

from __future__ import annotations

# Words in front of a name that say nothing of an office.
_FORMS_OF_ADDRESS = "mr mrs ms miss dr sir dame lord lady vice father sister deputy"
# Offices and trades; those that are known by other words too are below.
_OFFICES = """
president minister chancellor mayor governor senator representative judge general colonel lieutenant captain
sergeant major admiral commander officer detective inspector superintendent constable sheriff chief coach king
queen prince princess pope bishop archbishop cardinal imam rabbi reverend secretary professor ambassador
speaker chairman director spokesman commissioner councillor attorney prosecutor lawyer striker goalkeeper
midfielder defender actor singer author coroner manager analyst economist quarterback pitcher principal
"""
_ALSO = """
prime minister: premier
governor: gov
senator: sen senators
representative: rep congressman congresswoman
judge: justice
general: gen
colonel: col
lieutenant: lt
captain: capt
sergeant: sgt
major: maj
admiral: adm
commander: cmdr
superintendent: supt
reverend: rev
professor: prof
chairman: chairwoman chair
spokesman: spokeswoman spokesperson
councillor: councilman
actor: actress
chief executive: ceo executive
"""
TITLES: dict[str, str | None] = dict.fromkeys(_FORMS_OF_ADDRESS.split())
TITLES.update((word, word) for word in _OFFICES.split())
for _line in _ALSO.strip().splitlines():
    _office, _, _words = _line.partition(": ")
    TITLES.update((word, _office) for word in _words.split())
# Several of these are heard on one event, so that two names under one of them seldom clash.
SHARED_TITLES = frozenset(
    "spokesman senator representative officer general colonel lieutenant captain sergeant detective inspector judge "
    "professor lawyer "
    "attorney analyst economist councillor minister commissioner prosecutor secretary director ambassador actor "
    "singer author constable "
    "superintendent major commander deputy manager chief chairman striker defender midfielder imam bishop prince "
    "princess pitcher "
    "executive reverend".split()
)
ORGANISATION_WORDS = frozenset(
    "inc corp corporation company co ltd plc llc group holdings bank ministry department agency police university "
    "college school institute "
    "association party union council committee commission court parliament senate congress house army navy force "
    "forces guard team club "
    "fc united city church hospital airlines airways air motors systems technologies foundation society league "
    "federation bureau office "
    "administration service services press news times post journal network television tv radio organization "
    "organisation nations "
    "authority board centre center museum government cabinet treasury reserve fund front movement brotherhood "
    "brigade exchange "
    "stadium airport station prison jail partnership trust associates industries partners laboratories".split()
)
PLACE_WORDS = frozenset(
    "street road avenue square river lake mountain mount island islands county province district region state "
    "village town city valley "
    "beach bay sea ocean desert bridge park airport station highway peninsula coast hill hills port harbour harbor "
    "gulf strait canyon "
    "boulevard lane heights springs creek falls".split()
)
# A capitalised word in front of a bare number that makes it a name: Flight 370, Article 50.
NUMBERED = frozenset(
    "flight boeing airbus iphone ipad galaxy article highway route interstate channel amendment resolution "
    "proposition prop section title "
    "chapter phase category apollo formula windows room gate pier terminal unit area grade page no number district "
    "ward block junction "
    "platform line model type class level bowl pope group pool".split()
)
# A capitalised word in front of a bare number that makes it a name: Flight 370, Article 50.
NUMBERED = frozenset(
    "flight boeing airbus iphone ipad galaxy article highway route interstate channel amendment resolution "
    "proposition prop section title "
    "chapter phase category apollo formula windows room gate pier terminal unit area grade page no number district "
    "ward block junction "
    "platform line model type class level bowl group pool".split()
)
PARTICLES = frozenset(
    "de da del della di du der den dem von van bin bint ibn al el la le los las dos do y ter ten zu abu ben st".split()
)
OF_NAMES = frozenset(
    "ministry department university bank house council court institute church board bureau office chamber republic "
    "city state gulf "
    "secretary duke prince college bay cape isle isles league strait kingdom academy federation association".split()
)
PLACE_PREPOSITIONS = frozenset(
    "in near at from outside around across to toward towards into off through throughout within over".split()
)
FIRST_NAMES = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew
    joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan
    stephen larry justin scott
    brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam
    douglas nathan peter zachary
    kyle walter harold jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse
    joe bryan billy jordan
    albert dylan bruce willie gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip
    bobby johnny bradley mary
    patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra ashley
    dorothy kimberly emily donna
    michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy shirley angela helen
    anna brenda pamela nicole
    ruth katherine samantha christine catherine emma rachel carolyn janet maria heather diane julie joyce victoria
    kelly christina joan evelyn
    lauren judith olivia martha cheryl megan andrea hannah jacqueline ann jean alice kathryn gloria teresa doris
    sara janice julia marie grace
    judy theresa beverly denise marilyn amber danielle rose brittany diana abigail jane natalie lori tony bill bob
    jim tom mike dave steve dan
    chris matt nick ben sam alex tim jeff greg ted ed fred harry barack hillary vladimir angela boris emmanuel
    mohammed muhammad mohamed ahmed
    ali hassan hussein omar ibrahim khalid abdul yusuf mustafa fatima aisha carlos luis jorge miguel pedro antonio
    francisco manuel pablo
    diego fernando sergio ivan igor sergei dmitry alexei mikhail nikolai hans klaus wolfgang pierre jacques francois
    michel giovanni marco
    mario paolo luca ravi raj sanjay amit rahul wei li jing ming hiroshi kenji yuki kim lee oliver simon martin
    graham neil ian colin nigel
    stuart craig gavin duncan claire fiona nicola tracy gordon theo felix oscar max leo lucas hugo""".split()
)
# Capitalised only because they begin a sentence or a headline; names are not among them.
COMMON_STARTS = frozenset(
    """officials police authorities residents witnesses rescuers investigators prosecutors lawyers doctors
    firefighters soldiers troops
    protesters demonstrators scientists researchers experts analysts critics supporters opponents lawmakers
    democrats republicans voters
    workers employees students teachers parents families relatives friends neighbors neighbours survivors victims
    people men women children
    thousands hundreds dozens millions several many most some few all both each every no none nobody one two three
    four five six seven eight
    nine ten eleven twelve another other others more less last next first second third earlier later meanwhile
    however although though while
    when where why how what who which whose if unless because since until after before during despite following
    according among amid under
    over between behind beyond inside outside near local state federal national international government emergency
    military security early
    late today yesterday tomorrow tonight now then there here this that these those it its he she they we you i his
    her their our your my the
    a an and but or so yet nor for from to in on at by with without about against as of off out up down into onto
    upon through throughout
    also still even just only perhaps maybe not never once again instead indeed thus therefore moreover furthermore
    nevertheless nonetheless
    asked told speaking citing using having being given based born once let do does did is are was were be been has
    have had will would can
    could may might must shall should please yes well oh nearly almost about around at least up rescue search heavy
    strong powerful massive
    major new old former current acting deputy senior top young high low big small good bad great long short same
    such own whole part
    breaking news update video photo photos exclusive report reports reported sources source city court judge jury
    president
    prime minister mayor governor senator chief spokesman spokeswoman head leader leaders members member group
    company firm
    companies shares stocks prices oil gold markets investors banks hospital school church fire flood earthquake
    quake storm
    hurricane explosion blast attack crash accident shooting strike protest election vote war peace death killing murder
    suspect suspects gunman attackers militants rebels pirates hostages passengers crew pilot driver drivers man
    woman boy girl
    mother father son daughter brother sister wife husband couple baby body bodies images footage pictures television
    tv radio newspaper newspapers media internet details evidence results figures data statistics studies study
    research half
    god thank thanks sorry everyone everybody anyone someone something nothing everything anything whether either
    neither rather
    whatever whoever wherever whenever like unlike unlike besides otherwise overall currently recently previously
    finally eventually
    suddenly immediately initially originally apparently clearly obviously unfortunately fortunately ironically
    interestingly
    additionally consequently similarly specifically generally typically usually often sometimes always already soon
    ago further
    far much little too very quite really it's he's she's they're we're i'm you're that's there's don't didn't
    doesn't isn't wasn't can't
    won't i've we've they've what's who's let's""".split()
)
