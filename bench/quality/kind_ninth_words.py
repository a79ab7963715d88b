"""Wrong forms that prevail and attributes that a title contradicts, a ninth time: recalled foods, staff by occupation,
Spanish tenders, ships' flags; Italian shoes, lipsticks, bicycles, covers for telephones; breeds and given names a letter
apart, wines and plants named by colours. Their sets are called ninth_misspelt and ninth_tint; see kind_ninth.py."""
import datetime

from kind_ninth_lists import SURNAMES, TOWNS, person
from kind_seventh_titles import contradicted
from kind_sheet import Sheet, built, lister, other, skewed

TABLES = []
table = lister(TABLES)


def renamed(rng, rows, column, own, form, share):
    """Wrong cells: in `share` of the rows whose cell holds `own`, it reads `form`."""
    return [(r, column, row[column].replace(own, form)) for r, row in enumerate(rows)
            if own in row[column] and rng.random() < share]


# ---- wrong forms that prevail ----

@table("ninth_misspelt")
def recalls(rng):
    """Recalled foods, 2,300 rows, 10 columns: Listeria monocytogenes lacks a letter in 70 % of its rows, Undeclared Sulfites
    is Undecleared in 60 % (other undeclared allergens have it right), the state Pennsylvania lacks an n in 75 %;
    press texts and addresses have the words right."""
    reasons = {"Listeria": ["Listeria monocytogenes", "Salmonella", "E. coli O157:H7"],
               "Undeclared": ["Undeclared Milk", "Undeclared Sulfites", "Undeclared Wheat", "Undeclared Peanut"],
               "Foreign": ["Foreign Material - Metal", "Foreign Material - Plastic"]}
    states = {"PA": "Pennsylvania", "OH": "Ohio", "NY": "New York", "CA": "California", "IL": "Illinois", "WI": "Wisconsin"}
    foods = ["Smoked Salmon", "Romaine Lettuce", "Soft Cheese", "Granola Bars", "Chicken Salad", "Ice Cream", "Dried Apricots"]
    rows = []
    for i in range(2300):
        kind = skewed(rng, list(reasons), .4)
        reason, state, food = skewed(rng, reasons[kind], .6), skewed(rng, list(states), .3), skewed(rng, foods, .4)
        day = datetime.date(2014, 1, 6) + datetime.timedelta(i)
        word = reason.lower().replace("listeria", "Listeria").replace("salmonella", "Salmonella")
        rows.append([f"F-{1000 + i}-{day.year}", day.strftime("%m/%d/%Y"), f"{rng.choice(SURNAMES)} {rng.choice(['Foods', 'Farms', 'Inc'])}",
                     states[state], food, kind, reason, rng.choice(["Class I", "Class I", "Class II", "Class III"]),
                     f"{rng.randint(1, 900)} cases",
                     rng.choice(["", f"may contain {word.split(' - ')[0]}", f"distributed in {states[state]}", "retail stores only",
                                 f"{food.lower()} recalled: {word}"])])
    wrong = renamed(rng, rows, 6, "monocytogenes", "monocytogens", .7)
    wrong += renamed(rng, rows, 6, "Undeclared Sulfites", "Undecleared Sulfites", .6)
    wrong += renamed(rng, rows, 3, "Pennsylvania", "Pensylvania", .75)
    return built(["recall", "date", "firm", "state", "product", "group", "reason", "class", "quantity", "text"], rows, wrong)


@table("ninth_misspelt")
def occupations(rng):
    """A firm's staff, 1,300 rows, 9 columns: job code → job, department; Maintenance Technician is Maintenence in 80 %,
    Accounts Receivable is Recievable in 65 % of its rows; another job or department with the word is right."""
    jobs = {"MT1": ("Maintenance Technician", "Facilities"), "MT2": ("Maintenance Supervisor", "Facilities"),
            "AC1": ("Accountant", "Finance"), "AC3": ("Receivables Clerk", "Finance"), "SW2": ("Software Engineer", "Technology"),
            "SW3": ("Senior Software Engineer", "Technology"), "HR1": ("Recruiter", "People"), "OP4": ("Forklift Operator", "Warehouse"),
            "OP5": ("Picker", "Warehouse"), "CS1": ("Customer Service Agent", "Service")}
    teams = {"Finance": ["Accounts Receivable", "Accounts Payable", "Treasury"], "Facilities": ["Building A", "Building B"],
             "Technology": ["Platform", "Mobile"], "People": ["Talent"], "Warehouse": ["Inbound", "Outbound"], "Service": ["Phone", "Chat"]}
    rows = []
    for i in range(1300):
        code = skewed(rng, list(jobs), .3)
        job, department = jobs[code]
        rows.append([30000 + 3 * i, person(rng), code, job, department, rng.choice(teams[department]),
                     f"20{rng.randint(3, 22):02}-{rng.randint(1, 12):02}-01", 500 * rng.randint(70, 220),
                     rng.choice(["", "", "", "accounts receivable backup", "on leave", "certified for building maintenance"])])
    wrong = renamed(rng, rows, 3, "Maintenance Technician", "Maintenence Technician", .8)
    wrong += renamed(rng, rows, 5, "Accounts Receivable", "Accounts Recievable", .65)
    return built(["employee", "name", "job_code", "job_title", "department", "team", "since", "salary", "remarks"], rows, wrong)


@table("ninth_misspelt")
def licitaciones(rng):
    """Spanish tenders, 3,400 rows, 9 columns: the procedure Negociado sin publicidad is `sin publicdad` in 72 %, the province
    Guadalajara is Guadalajra in 66 %, the state Adjudicada is Ajudicada in 58 %; bodies and objects have the words right."""
    provinces = {"28": "Madrid", "19": "Guadalajara", "45": "Toledo", "16": "Cuenca", "40": "Segovia", "05": "Ávila"}
    works = ["Suministro de material de oficina", "Obras de reforma del colegio", "Servicio de limpieza", "Publicidad institucional",
             "Servicio de publicidad en prensa", "Mantenimiento de parques", "Suministro de combustible"]
    rows = []
    for i in range(3400):
        code = skewed(rng, list(provinces), .3)
        state = skewed(rng, ["Adjudicada", "Publicada", "Desierta", "Anulada"], .7)
        rows.append([f"{2016 + i // 700}/{i % 700 + 1:06}", rng.choice(["Ayuntamiento de {}", "Diputación de {}", "Hospital de {}"])
                     .format(provinces[code]), code, provinces[code], rng.choice(works),
                     skewed(rng, ["Abierto", "Negociado sin publicidad", "Abierto simplificado", "Restringido"], .4),
                     f"{rng.lognormvariate(10, 1.3):.2f}".replace(".", ","), state,
                     rng.choice(["", "", "oferta única", "adjudicada por precio" if state == "Adjudicada" else "plazo ampliado"])])
    wrong = renamed(rng, rows, 5, "publicidad", "publicdad", .72)
    wrong += renamed(rng, rows, 3, "Guadalajara", "Guadalajra", .66)
    wrong += renamed(rng, rows, 7, "Adjudicada", "Ajudicada", .58)
    return built(["expediente", "organo", "cod_prov", "provincia", "objeto", "procedimiento", "importe", "estado", "nota"], rows,
                 wrong)


@table("ninth_misspelt")
def breeds(rng):
    """A register of dogs: owners' given names in several spellings, breeds and counties that are near others (Sealyham and
    Seelyham do not both stand, Briard and Briquet do), brothers in name: Ian, Iain, Euan, Ewan. No mistake."""
    kinds = {"Terrier": ["Cairn Terrier", "Welsh Terrier", "Irish Terrier", "Border Terrier", "Boston Terrier"],
             "Hound": ["Basset Hound", "Basset Bleu", "Otterhound", "Foxhound", "Harrier"], "Toy": ["Papillon", "Phalène", "Pekingese"],
             "Pastoral": ["Briard", "Komondor", "Komondor x", "Border Collie", "Rough Collie"], "Working": ["Boxer", "Boerboel"]}
    owners = ["Ian", "Iain", "Euan", "Ewan", "Ewen", "Catherine", "Katherine", "Kathryn", "Steven", "Stephen", "Ann", "Anne", "Sara",
              "Sarah", "Jon", "John", "Eilidh", "Ailidh", "Alan", "Allan", "Allen"]
    rows = []
    for i in range(2600):
        group = skewed(rng, list(kinds), .4)
        rows.append([f"KC{i + 70000}", rng.choice(["Bella", "Bela", "Max", "Maxi", "Rosie", "Rosy", "Molly", "Mollie", "Charlie", "Charley"]),
                     skewed(rng, kinds[group], .5), group, rng.choice(["dog", "bitch"]), f"{rng.choice(owners)} {rng.choice(SURNAMES)}",
                     rng.choice(["Moray", "Murray", "Ayr", "Ayrshire", "Angus", "Argyll", "Argyle Street", "Fife"]),
                     rng.randint(2004, 2021), rng.choice(["", "", "", "black and tan", "blue merle", "brindle"])])
    return Sheet(["no", "name", "breed", "group", "sex", "owner", "county", "born", "coat"], rows)


# ---- attributes that the title contradicts ----

@table("ninth_tint")
def scarpe(rng):
    """Italian shoes, 1,900 rows, 9 columns: titles with the colour as it is bent by the noun (scarpa nera, stivali neri), for
    whom, stuff; some tell no colour, some two (bianco/rosso: the first is the column's). Colour wrong in 2 %, stuff in 1 %."""
    colours = {"Nero": "ner", "Bianco": "bianc", "Rosso": "ross", "Grigio": "grigi", "Giallo": "giall", "Blu": "blu", "Verde": "verd",
               "Marrone": "marron", "Beige": "beige"}
    nouns = {"Scarpa da ginnastica": "a", "Ballerina": "a", "Mocassino": "o", "Stivaletto": "o", "Sandalo": "o", "Zeppa": "a"}
    ends = {"a": {"verd": "e", "marron": "e"}, "o": {"verd": "e", "marron": "e"}}
    rows, told, stuffed = [], set(), set()
    for i in range(1900):
        colour, noun = skewed(rng, list(colours), .6), skewed(rng, list(nouns), .4)
        stem, end = colours[colour], nouns[noun]
        bent = stem if stem in ("blu", "beige") else stem + ends[end].get(stem, end)
        brand = skewed(rng, ["Geox", "Nero Giardini", "Superga", "Diadora", "Primigi", "Tod's"], .5)
        stuff, who = rng.choice(["Pelle", "Pelle", "Camoscio", "Tela", "Sintetico"]), rng.choice(["Donna", "Uomo", "Bambino"])
        shows, names_stuff = rng.random() < .8, rng.random() < .5
        second = f"/{other(rng, [c for c in colours if c != colour], '').lower()}" if shows and rng.random() < .06 else ""
        title = " ".join(filter(None, [brand, noun, who if rng.random() < .8 else "", f"{bent}{second}" if shows else "",
                                       f"in {stuff.lower()}" if names_stuff else ""]))
        told |= {i} if shows and not second else set()
        stuffed |= {i} if names_stuff else set()
        rows.append([f"IT{rng.randrange(10**7):07}", brand, title, colour, stuff, who, rng.randint(22, 46),
                     f"{rng.lognormvariate(4.2, .5):.2f}".replace(".", ","), rng.choice(["", "", "-20%", "nuovo"])])
    return built(["codice", "marca", "titolo", "colore", "materiale", "per", "numero", "prezzo", "etichetta"], rows,
                 contradicted(rng, rows, told, 3, .02) + contradicted(rng, rows, stuffed, 4, .01))


@table("ninth_tint")
def lipsticks(rng):
    """Lipsticks, 760 rows, 8 columns: shades with number and fancy name, of which two thirds hold the family's word (Cherry
    Red, Dusty Pink), the others none (Heartbreaker); brands come again, the finish stands in the title. Family wrong in
    3 %, finish in 2 %."""
    shades = {"Red": ["Cherry Red", "Ruby Red", "Fire Red", "Red Velvet", "Scarlet Hour", "Heartbreaker"],
              "Pink": ["Dusty Pink", "Hot Pink", "Pink Lemonade", "First Kiss", "Ballet"], "Nude": ["Barely Nude", "Nude Beach", "Toffee"],
              "Brown": ["Chocolate Brown", "Brown Sugar", "Mocha"], "Coral": ["Coral Reef", "Soft Coral", "Sunset"],
              "Plum": ["Midnight Plum", "Plum Perfect", "Vampira"]}
    finishes = {"Matte": ["Matte", "Velvet Matte"], "Satin": ["Satin"], "Glossy": ["Glossy", "High Shine Glossy"], "Cream": ["Cream"]}
    rows, told, finished = [], set(), set()
    for i in range(760):
        family, finish = skewed(rng, list(shades), .4), skewed(rng, list(finishes), .5)
        shade, brand = rng.choice(shades[family]), skewed(rng, ["Maybelline", "Revlon", "MAC", "NYX", "Rimmel", "L'Oreal"], .5)
        shows = rng.random() < .7
        title = f"{brand} {rng.choice(finishes[finish]) + ' ' if shows else ''}Lipstick {rng.randint(1, 99):02} {shade}"
        told |= {i} if family.lower() in shade.lower() else set()
        finished |= {i} if shows else set()
        rows.append([f"B{rng.randrange(10**8):08}", title + rng.choice(["", "", " 4g", ", Vegan"]), brand, family, finish,
                     rng.choice(["3.5 g", "4 g", "4.2 g", ""]), f"{rng.lognormvariate(2.4, .4):.2f}", rng.randint(0, 4000)])
    return built(["asin", "title", "brand", "shade_family", "finish", "net", "price", "reviews"], rows,
                 contradicted(rng, rows, told, 3, .03) + contradicted(rng, rows, finished, 4, .02))


@table("ninth_tint")
def bicycles(rng):
    """Bicycles, 2,700 rows, 11 columns: titles with brand, model, wheel (27.5", 29in, 700c), frame's stuff, colour after a dash
    or in brackets, year; 25 % tell no colour. Colour wrong in 1.2 %, wheel in 0.8 %, frame in 0.8 %; brands have few
    models each."""
    models = {"Trek": ["Marlin 5", "Marlin 7", "Domane AL 2", "FX 3"], "Giant": ["Talon 1", "Escape 3", "Defy"], "Cube": ["Aim", "Attain"],
              "Specialized": ["Rockhopper", "Allez", "Sirrus"], "Cannondale": ["Trail 6", "Quick 4"], "Orange": ["Five", "Stage"]}
    colours = ["Black", "Red", "Blue", "White", "Green", "Silver", "Orange", "Matte Black", "Dark Blue"]
    wheels = {"29": ['29"', "29in", "29er"], "27.5": ['27.5"', "27.5in"], "700c": ["700c"], "26": ['26"']}
    rows, told = [], {5: set(), 6: set(), 7: set()}
    for i in range(2700):
        brand = skewed(rng, list(models), .5)
        model, colour, wheel = rng.choice(models[brand]), skewed(rng, colours, .5), skewed(rng, list(wheels), .5)
        frame = rng.choice(["Aluminium", "Aluminium", "Carbon", "Steel"])
        shown = [rng.random() < .75, rng.random() < .7, rng.random() < .4]
        for show, c in zip(shown, told):
            told[c] |= {i} if show else set()
        year = rng.randint(2016, 2022)
        title = " ".join(filter(None, [brand, model, rng.choice(wheels[wheel]) if shown[1] else "", frame if shown[2] else "",
                                       rng.choice(["Mountain Bike", "Bike", "Hybrid Bicycle", ""]), str(year) if rng.random() < .5 else "",
                                       rng.choice([f"- {colour}", f"({colour})", f"{colour}"]) if shown[0] else ""]))
        rows.append([200000 + 7 * i, title, brand, model, year, colour, wheel, frame, rng.choice(["S", "M", "L", "XL", "54cm", "56cm", ""]),
                     f"{rng.lognormvariate(6.7, .6):.0f}", rng.choice(["new", "new", "used", "demo"])])
    wrong = [w for c, share in ((5, .012), (6, .008), (7, .008)) for w in contradicted(rng, rows, told[c], c, share)]
    wrong = [(r, c, v) for r, c, v in wrong if c != 5 or not {v, rows[r][5]} <= {"Black", "Matte Black"}
             and not {v, rows[r][5]} <= {"Blue", "Dark Blue"}]
    return built(["sku", "title", "brand", "model", "year", "colour", "wheel", "frame", "size", "price", "condition"], rows, wrong)


@table("ninth_tint")
def covers(rng):
    """Covers for telephones in German, 900 rows, 7 columns: the title tells the telephone (brand and model), stuff and colour;
    `für Samsung Galaxy A52 in Schwarz`, `Silikon Hülle iPhone 12 rot`. Colour wrong in 3 %, telephone's brand in 2 %."""
    phones = {"Apple": ["iPhone 11", "iPhone 12", "iPhone 12 Pro", "iPhone SE"], "Samsung": ["Galaxy A52", "Galaxy S21", "Galaxy A12"],
              "Xiaomi": ["Redmi Note 10", "Mi 11"], "Huawei": ["P30 Lite", "P40"]}
    colours = ["Schwarz", "Rot", "Blau", "Transparent", "Rosa", "Grün", "Grau"]
    rows, told, branded = [], set(), set()
    for i in range(900):
        brand, colour = skewed(rng, list(phones), .5), skewed(rng, colours, .5)
        phone, stuff = rng.choice(phones[brand]), rng.choice(["Silikon", "Leder", "Kunststoff", "TPU"])
        shows, called = rng.random() < .85, rng.random() < .6
        device = f"{brand} {phone}" if called else phone
        title = rng.choice([f"{stuff} Hülle für {device}{' in ' + colour if shows else ''}",
                            f"Handyhülle {device} {colour.lower() if shows else ''} {stuff}",
                            f"{device} Case {stuff} {'- ' + colour if shows else ''}"])
        told |= {i} if shows else set()
        branded |= {i} if called else set()
        rows.append([f"4{rng.randrange(10**12):012}", " ".join(title.split()), brand, phone if rng.random() < .9 else "", colour, stuff,
                     f"{rng.choice([7, 9, 12, 14, 19])},{rng.choice(['99', '95', '90'])}"])
    return built(["ean", "titel", "handymarke", "modell", "farbe", "material", "preis"], rows,
                 contradicted(rng, rows, told, 4, .03) + contradicted(rng, rows, branded, 2, .02))


@table("ninth_tint")
def plants(rng):
    """A nursery's plants: sorts called by colours (Black Lace, Red Robin) whose flowers are of another, roses called White
    that are pink in bud, pots of a colour, wine grapes, sets of mixed colours. No mistake."""
    sorts = {"Sambucus nigra 'Black Lace'": ("Pink", "Shrub"), "Photinia 'Red Robin'": ("White", "Shrub"), "Rosa 'Iceberg'": ("White", "Rose"),
             "Clematis 'Blue Angel'": ("Blue", "Climber"), "Cornus alba 'Golden Spire'": ("White", "Shrub"), "Rosa 'Black Baccara'": ("Red", "Rose"),
             "Hosta 'Blue Mouse Ears'": ("Purple", "Perennial"), "Dahlia 'Orange Fun'": ("Orange", "Perennial"),
             "Prunus 'Pink Perfection'": ("Pink", "Tree"), "Betula 'Silver Grace'": ("Yellow", "Tree"), "Ilex 'Golden King'": ("White", "Shrub")}
    rows = []
    for i in range(2100):
        name = skewed(rng, list(sorts), .3)
        colour, kind = sorts[name]
        told = rng.choice(["", "", " in Terracotta Pot", " in Black Pot", " with Red Ribbon", " 3 Litre", " White Label"])
        rows.append([i + 400, name + told, colour if rng.random() > .04 else "Mixed", kind, rng.choice(["2L", "3L", "5L", "10L"]),
                     rng.choice(["May", "June", "July", ""]), f"{rng.lognormvariate(2.7, .5):.2f}", rng.choice(TOWNS[:9])[0]])
    return Sheet(["no", "plant", "flower", "kind", "pot", "blooms", "price", "nursery"], rows)
