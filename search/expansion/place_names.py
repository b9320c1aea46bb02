"""Names of places in languages that have no official ones, and Swedish names of parts of towns.

Municipalities and areas have their official names in the database; what is here is what people type besides.
"""

from __future__ import annotations

from typing import Final

#: Municipality code → names in Russian and Arabic, in the spellings that are met.
MUNICIPALITIES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "049": {"ru": ("Эспоо",), "ar": ("إسبو", "اسبو", "أسبو")},
    "091": {"ru": ("Хельсинки",), "ar": ("هلسنكي", "هيلسنكي")},
    "092": {"ru": ("Вантаа",), "ar": ("فانتا", "فانتاا")},
    "106": {"ru": ("Хювинкяа", "Хювинкяя"), "ar": ("هوفينكا", "هيفينكا")},
    "186": {"ru": ("Ярвенпяа", "Ярвенпяя"), "ar": ("يارفنبا", "يارفينبا")},
    "224": {"ru": ("Карккила",), "ar": ("كاركيلا",)},
    "257": {"ru": ("Кирконумми", "Кирккумми", "Кирккономми"), "ar": ("كيركونومي",)},
    "444": {"ru": ("Лохья",), "ar": ("لوهيا",)},
    "505": {"ru": ("Мянтсяля", "Мянцяля"), "ar": ("مانتسالا",)},
    "564": {"ru": ("Оулу",), "ar": ("أولو", "اولو")},
    "638": {"ru": ("Порвоо",), "ar": ("بورفو",)},
    "710": {"ru": ("Раасепори", "Расеборг"), "ar": ("راسيبوري",)},
    "837": {"ru": ("Тампере",), "ar": ("تامبيري", "تامبره")},
    "853": {"ru": ("Турку",), "ar": ("توركو",)},
}

#: Part of a town as listings name it → its Swedish name, in the bilingual towns of Uusimaa.
DISTRICTS_SV: Final[dict[str, str]] = {
    "Espoon keskus": "Esbo centrum",
    "Espoonlahti": "Esboviken",
    "Hakunila": "Håkansböle",
    "Haaga": "Haga",
    "Herttoniemi": "Hertonäs",
    "Itäkeskus": "Östra centrum",
    "Kallio": "Berghäll",
    "Kamppi": "Kampen",
    "Karjaa": "Karis",
    "Kauklahti": "Köklax",
    "Kivenlahti": "Stensvik",
    "Koivukylä": "Björkby",
    "Kontula": "Gårdsbacka",
    "Käpylä": "Kottby",
    "Leppävaara": "Alberga",
    "Malmi": "Malm",
    "Martinlaakso": "Mårtensdal",
    "Masala": "Masaby",
    "Matinkylä": "Mattby",
    "Myyrmäki": "Myrbacka",
    "Nuuksio": "Noux",
    "Olari": "Olars",
    "Pasila": "Böle",
    "Suurpelto": "Storåker",
    "Sörnäinen": "Sörnäs",
    "Tammisaari": "Ekenäs",
    "Tapiola": "Hagalund",
    "Tikkurila": "Dickursby",
    "Vanha Porvoo": "Gamla Borgå",
    "Viikki": "Vik",
    "Virkkala": "Virkby",
    "Vuosaari": "Nordsjö",
}

#: Words that stand for a district's middle and would take a common word for a place.
NOT_A_DISTRICT: Final = frozenset({"keskusta", "centrum", "centre", "center"})
