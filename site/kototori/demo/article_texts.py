"""Texts of the demo's articles. People, groups and events in them are invented."""

from __future__ import annotations

from editorial.enums import ArticleKind
from kototori.demo.article_types import DemoArticle, Version

#: Activities of the demo pool by their ids there.
CAFES = ("L025", "L026", "L027")

FIRST_TIME = DemoArticle(
    slug="ensimmainen-kerta-kielikahvilassa",
    kind=ArticleKind.GUIDANCE,
    theme="language",
    author="Eeva Espoolainen",
    days_ago=3,
    versions=(
        Version(
            "fi",
            "Ensimmäinen kerta kielikahvilassa",
            "Kielikahvila on paikka, jossa puhutaan suomea ja juodaan kahvia. Näin se sujuu ensimmäisellä kerralla.",
            (
                (
                    "text",
                    "<p>Kielikahvilassa ei ole opettajaa eikä kokeita. Siellä istutaan pöydän ympärillä ja puhutaan"
                    " tavallisista asioista: ruoasta, säästä, perheestä ja viikonlopusta.</p><p>Voit tulla, vaikka"
                    " osaat"
                    " vain muutaman sanan. Vetäjä puhuu hitaasti ja auttaa.</p>",
                ),
                ("heading", "Näin pääset mukaan"),
                (
                    "text",
                    "<ol><li>Etsi kielikahvila läheltäsi.</li><li>Katso, mikä kielitaso sopii. Usein sopivat kaikki"
                    " tasot.</li><li>Katso, tarvitseeko ilmoittautua. Yleensä voit vain tulla.</li></ol>",
                ),
                (
                    "quote",
                    {
                        "words": "Ensimmäisellä kerralla vain kuuntelin. Kolmannella kerralla kerroin jo vitsin.",
                        "speaker": "Nadia, käy kielikahvilassa",
                    },
                ),
                ("heading", "Usein kysyttyä"),
                (
                    "question",
                    {
                        "question": "Maksaako kielikahvila?",
                        "answer": "<p>Useimmiten ei. Hinta näkyy aina toiminnan tiedoissa.</p>",
                    },
                ),
                (
                    "question",
                    {
                        "question": "Voinko ottaa lapsen mukaan?",
                        "answer": "<p>Usein voit. Valitse haussa <b>Lapset mukaan</b>, niin näet, missä se sopii.</p>",
                    },
                ),
                ("activities", {"heading": "Kielikahviloita Espoossa", "ids": CAFES}),
                ("call_to_action", {"words": "Etsi kielikahvila", "address": "/fi/toiminta/?theme=language"}),
            ),
        ),
        Version(
            "sv",
            "Första gången på språkcafé",
            "På ett språkcafé pratar man finska eller svenska och dricker kaffe. Så här går det till första gången.",
            (
                (
                    "text",
                    "<p>På ett språkcafé finns ingen lärare och inga prov. Man sitter runt ett bord och pratar om"
                    " vanliga"
                    " saker: mat, väder, familjen och helgen.</p><p>Du kan komma fast du bara kan några ord. Ledaren"
                    " talar"
                    " långsamt och hjälper till.</p>",
                ),
                ("heading", "Så kommer du med"),
                (
                    "text",
                    "<ol><li>Sök ett språkcafé nära dig.</li><li>Se vilken språknivå som passar. Ofta passar alla"
                    " nivåer.</li><li>Se om du behöver anmäla dig. Oftast kan du bara komma.</li></ol>",
                ),
                (
                    "quote",
                    {
                        "words": "Första gången lyssnade jag bara. Tredje gången berättade jag redan en vits.",
                        "speaker": "Nadia, går på språkcafé",
                    },
                ),
                ("activities", {"heading": "Språkcaféer i Esbo", "ids": CAFES}),
                ("call_to_action", {"words": "Sök språkcafé", "address": "/sv/verksamhet/?theme=language"}),
            ),
        ),
        Version(
            "en",
            "Your first time at a language café",
            "A language café is a place to speak Finnish over a cup of coffee. This is what the first time is like.",
            (
                (
                    "text",
                    "<p>A language café has no teacher and no tests. You sit around a table and talk about ordinary"
                    " things:"
                    " food, the weather, family, the weekend.</p><p>Come even if you know only a few words. The host"
                    " speaks"
                    " slowly and helps.</p>",
                ),
                ("heading", "How to join"),
                (
                    "text",
                    "<ol><li>Look for a language café near you.</li><li>See which level suits. Often all levels"
                    " do.</li><li>See whether you have to sign up. Mostly you can just come.</li></ol>",
                ),
                (
                    "quote",
                    {
                        "words": "The first time I only listened. The third time I told a joke.",
                        "speaker": "Nadia, goes to a language café",
                    },
                ),
                ("activities", {"heading": "Language cafés in Espoo", "ids": CAFES}),
                ("call_to_action", {"words": "Find a language café", "address": "/en/activities/?theme=language"}),
            ),
        ),
        Version(
            "ar",
            "زيارتك الأولى لمقهى اللغة",
            "مقهى اللغة مكان تتكلم فيه الفنلندية وتشرب القهوة. هكذا تكون المرة الأولى.",
            (
                (
                    "text",
                    "<p>لا يوجد في مقهى اللغة معلم ولا امتحانات. تجلس مع الآخرين حول طاولة وتتكلمون عن أمور عادية:"
                    " الطعام"
                    " والطقس والعائلة وعطلة نهاية الأسبوع.</p><p>يمكنك أن تأتي حتى لو كنت تعرف بضع كلمات فقط. المشرف"
                    " يتكلم ببطء ويساعدك.</p>",
                ),
                ("heading", "كيف تشارك"),
                (
                    "text",
                    "<ol><li>ابحث عن مقهى لغة قريب منك.</li><li>انظر أي مستوى مناسب. غالبًا تناسب كل المستويات.</li>"
                    "<li>انظر هل يلزم التسجيل. في الغالب يمكنك أن تأتي مباشرة.</li></ol>",
                ),
                ("activities", {"heading": "مقاهي لغة في إسبو", "ids": CAFES}),
                ("call_to_action", {"words": "ابحث عن مقهى لغة", "address": "/ar/activities/?theme=language"}),
            ),
        ),
    ),
)

CLUB = DemoArticle(
    slug="laksykerhosta-tuli-toinen-koti",
    kind=ArticleKind.STORY,
    theme="homework",
    author="Kototori Espoo",
    days_ago=12,
    versions=(
        Version(
            "fi",
            "Läksykerhosta tuli toinen koti",
            "Samir tuli kerhoon tekemään matematiikan läksyjä. Nyt hän auttaa nuorempia.",
            (
                (
                    "text",
                    "<p>Kun Samir muutti Espooseen, hän osasi laskea, mutta ei ymmärtänyt tehtävien suomea. Koulun"
                    " jälkeen hän käveli kirjaston läksykerhoon.</p><p>Siellä oli kaksi vapaaehtoista, pöytä ja mehua."
                    " Tehtävät luettiin ääneen, sana kerrallaan.</p>",
                ),
                (
                    "quote",
                    {
                        "words": "Kukaan ei kiirehtinyt. Se oli parasta.",
                        "speaker": "Samir, 15",
                    },
                ),
                (
                    "text",
                    "<p>Kahden vuoden jälkeen Samir istuu pöydän toisella puolella. Hän auttaa neljäsluokkalaisia"
                    " kerran"
                    " viikossa.</p>",
                ),
                ("call_to_action", {"words": "Etsi läksykerho", "address": "/fi/toiminta/?theme=homework"}),
            ),
        ),
    ),
)

NEW_PORTAL = DemoArticle(
    slug="espoon-toiminta-nyt-yhdessa-paikassa",
    kind=ArticleKind.NEWS,
    theme="",
    author="",
    days_ago=20,
    versions=(
        Version(
            "fi",
            "Espoon toiminta on nyt yhdessä paikassa",
            "Järjestöjen kielikahvilat, kerhot ja ryhmät löytyvät nyt samasta hausta.",
            (
                (
                    "text",
                    "<p>Tähän asti tieto toiminnasta on ollut monessa paikassa: ilmoitustauluilla, ryhmissä ja omilla"
                    " sivuilla. Nyt järjestöt ilmoittavat toiminnastaan täällä.</p><p>Jokaisesta ilmoituksesta näet,"
                    " milloin"
                    " toimintaa on, missä se on, mitä kielitaitoa tarvitset ja mitä se maksaa.</p>",
                ),
                ("heading", "Järjestö, tule mukaan"),
                ("text", "<p>Ilmoittaminen on maksutonta. Kirjoita sillä kielellä, joka on sinulle helpoin.</p>"),
                ("call_to_action", {"words": "Järjestöille", "address": "/fi/jarjestoille/"}),
            ),
        ),
    ),
)

LEVELS = DemoArticle(
    slug="mita-kielitasot-tarkoittavat",
    kind=ArticleKind.GUIDANCE,
    theme="language",
    author="",
    days_ago=6,
    versions=(
        Version(
            "fi",
            "Mitä A1, A2 ja B1 tarkoittavat?",
            "Kielitaso kertoo, mihin toimintaan voit tulla. Tässä tasot tavallisin sanoin.",
            (
                (
                    "text",
                    "<ul><li><b>A0</b>: aloitat alusta.</li><li><b>A1</b>: osaat tervehtiä ja kertoa, kuka olet.</li>"
                    "<li><b>A2</b>: selviät kaupassa ja lääkärissä, kun puhutaan hitaasti.</li><li><b>B1</b>: voit"
                    " kertoa"
                    " työstäsi ja mielipiteesi.</li></ul><p>Taso on neuvo, ei raja. Jos et ole varma, kysy"
                    " järjestäjältä.</p>",
                ),
                ("call_to_action", {"words": "Etsi toimintaa", "address": "/fi/toiminta/"}),
            ),
        ),
    ),
)

TWO_LANGUAGES = DemoArticle(
    slug="kaksi-kielta-yksi-poyta",
    kind=ArticleKind.STORY,
    theme="friendship",
    author="",
    days_ago=15,
    versions=(
        Version(
            "fi",
            "Kaksi kieltä, yksi pöytä",
            "Eläkkeellä oleva Maija ja juuri muuttanut Li opettavat toisilleen kieliään.",
            (
                (
                    "text",
                    "<p>Torstaisin kello kaksi Maija ja Li juovat teetä. Ensin puhutaan puoli tuntia suomea, sitten"
                    " puoli"
                    " tuntia kiinaa. Sanakirja on pöydällä, mutta kädet auttavat enemmän.</p>",
                ),
                ("quote", {"words": "Tulin oppimaan sanoja ja sain ystävän.", "speaker": "Li"}),
            ),
        ),
    ),
)

CHECKED = DemoArticle(
    slug="nain-tiedot-pysyvat-ajan-tasalla",
    kind=ArticleKind.NEWS,
    theme="",
    author="Kototori",
    days_ago=30,
    versions=(
        Version(
            "fi",
            "Näin tiedot pysyvät ajan tasalla",
            "Jokaisessa ilmoituksessa lukee, milloin se on viimeksi tarkistettu.",
            (
                (
                    "text",
                    "<p>Vanhentunut tieto vie ihmisen suljetun oven taakse. Siksi pyydämme järjestöjä vahvistamaan"
                    " ilmoituksensa säännöllisesti. Jos kukaan ei vahvista, ilmoitus piilotetaan.</p><p>Jos huomaat"
                    " virheen,"
                    " kerro siitä järjestäjälle tai meille.</p>",
                ),
            ),
        ),
    ),
)

#: By the portal's short name.
DEMO_ARTICLES = {"espoo": (FIRST_TIME, CLUB, NEW_PORTAL), "kototori": (LEVELS, TWO_LANGUAGES, CHECKED)}
