"""Words of which the ninth set's tables are made (towns, ports, brands, surnames, nouns), and how few of many are spoilt:
only cells that the table's other rows can tell."""
import collections

from kind_sheet import other

# town, state, first three digits of its zip codes, area code
TOWNS = [line.split(",") for line in """Birmingham,AL,352,205;Mobile,AL,366,251;Huntsville,AL,358,256;Phoenix,AZ,850,602
Tucson,AZ,857,520;Mesa,AZ,852,480;Little Rock,AR,722,501;Fresno,CA,937,559;Sacramento,CA,958,916;Oakland,CA,946,510
San Diego,CA,921,619;Denver,CO,802,303;Boulder,CO,803,720;Hartford,CT,061,860;Wilmington,DE,198,302;Miami,FL,331,305
Tampa,FL,336,813;Orlando,FL,328,407;Atlanta,GA,303,404;Savannah,GA,314,912;Boise,ID,837,208;Chicago,IL,606,312
Peoria,IL,616,309;Springfield,IL,627,217;Indianapolis,IN,462,317;Fort Wayne,IN,468,260;Des Moines,IA,503,515
Wichita,KS,672,316;Topeka,KS,666,785;Louisville,KY,402,502;Lexington,KY,405,859;New Orleans,LA,701,504
Portland,ME,041,207;Baltimore,MD,212,410;Boston,MA,021,617;Worcester,MA,016,508;Springfield,MA,011,413
Detroit,MI,482,313;Lansing,MI,489,517;Minneapolis,MN,554,612;Duluth,MN,558,218;Jackson,MS,392,601;St Louis,MO,631,314
Kansas City,MO,641,816;Columbia,MO,652,573;Omaha,NE,681,402;Las Vegas,NV,891,702;Newark,NJ,071,973;Albany,NY,122,518
Buffalo,NY,142,716;Charlotte,NC,282,704;Raleigh,NC,276,919;Fargo,ND,581,701;Columbus,OH,432,614;Dayton,OH,454,937
Tulsa,OK,741,918;Portland,OR,972,503;Salem,OR,973,971;Erie,PA,165,814;Pittsburgh,PA,152,412;Columbia,SC,292,803
Sioux Falls,SD,571,605;Memphis,TN,381,901;Nashville,TN,372,615;Austin,TX,787,512;Dallas,TX,752,214;Houston,TX,770,713
El Paso,TX,799,915;Ogden,UT,844,801;Richmond,VA,232,804;Norfolk,VA,235,757;Seattle,WA,981,206;Spokane,WA,992,509
Madison,WI,537,608;Milwaukee,WI,532,414""".replace("\n", ";").split(";")]

ROADS = ("Main St;Oak Ave;Maple Dr;Elm St;Washington Blvd;Lincoln Ave;Park Rd;Cedar Ln;Lakeview Dr;Hillcrest Rd;"
         "Jefferson St;Madison Ave;Broadway;Sunset Blvd;River Rd;2nd St;3rd Ave;5th St;County Road 12;Highway 61 N").split(";")

SURNAMES = ("Anderson Bailey Brooks Campbell Carter Chen Collins Cooper Cruz Davis Diaz Edwards Flores Foster Gonzalez Gray "
            "Green Hall Harris Hernandez Hill Howard Hughes Jackson Johnson Kelly Kim Lee Lewis Lopez Martin Martinez "
            "Miller Mitchell Moore Morgan Morris Murphy Nguyen Ortiz Parker Patel Perez Peterson Phillips Price Reed "
            "Reyes Rivera Roberts Robinson Rodriguez Rogers Ross Russell Sanchez Sanders Scott Singh Smith Stewart "
            "Sullivan Taylor Thomas Torres Tran Turner Walker Ward Watson White Williams Wilson Wood Wright Young").split()

FORENAMES = ("James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph "
             "Jessica Thomas Sarah Charles Karen Daniel Lisa Matthew Nancy Anthony Betty Mark Sandra Paul Ashley Steven "
             "Emily Kevin Donna Brian Michelle Jose Carol Priya Wei Aisha Diego").split()

MOODS = ("Last Silent Long Broken Golden Lost Dark First Secret Cold Blue Hidden Empty Endless Burning Distant Crimson "
         "Second Quiet Winter").split()

NOUNS = ("Harbor River Night Road Garden Summer Witness Letter City Train Promise House Shadow Mountain Island Song "
         "Game Bridge Storm Stranger Kingdom Door Hour Country Daughter Soldier").split()


def person(rng):
    return f"{rng.choice(FORENAMES)} {rng.choice(SURNAMES)}"


def address(rng):
    return f"{rng.randint(10, 4999)} {rng.choice(['', '', '', 'N ', 'S ', 'W '])}{rng.choice(ROADS)}"


def minority(rng, things, share):
    """Indices of rows, drawn at `share(row)`, of which each thing (rows by key) has fewer than half and two less than all."""
    by_thing = collections.defaultdict(list)
    for row, thing in enumerate(things):
        by_thing[thing].append(row)
    chosen = []
    for rows in by_thing.values():
        drawn = [row for row in rows if rng.random() < share(row)]
        most = min((len(rows) - 1) // 2, len(rows) - 2)
        chosen += rng.sample(drawn, most) if len(drawn) > most >= 0 else drawn if most > 0 else []
    return sorted(chosen)


def violations(rng, rows, keys, column, share, draw=None):
    """Wrong cells of the column in `share` of the rows, where at least four rows have the row's keys (columns)."""
    things = [tuple(row[k] for k in keys) for row in rows]
    counts = collections.Counter(things)
    values = sorted({row[column] for row in rows if row[column] != ""})
    able = [r for r, thing in enumerate(things) if counts[thing] > 3 and rows[r][column] != ""]
    chosen = rng.sample(able, min(len(able), round(share * len(rows))))
    return [(r, column, draw(rows[r][column]) if draw else other(rng, values, rows[r][column])) for r in sorted(chosen)]
