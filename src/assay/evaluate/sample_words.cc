// What the sample catalogue sells, who makes it and of what. Brands and suppliers are invented.
#include "assay/evaluate/sample_words.h"

namespace assay {
namespace {

constexpr std::string_view kAlpha[] = {"XS", "S", "M", "L", "XL", "XXL"};
constexpr std::string_view kEurope[] = {"34", "36", "38", "40", "42", "44", "46"};
constexpr std::string_view kJeans[] = {"26/32", "27/32", "28/32", "29/32",
                                       "30/32", "31/32", "32/32"};
constexpr std::string_view kShoes[] = {"36", "37", "38", "39", "40", "41", "42"};
constexpr std::string_view kSocks[] = {"35-38", "39-42", "43-46"};
constexpr std::string_view kOneSize[] = {"One size"};
constexpr std::string_view kBelts[] = {"75", "80", "85", "90", "95"};
constexpr std::string_view kChildren[] = {"92",  "98",  "104", "110", "116",
                                          "122", "128", "134", "140"};

constexpr SampleCategory kCategories[] = {
    {"Dresses",
     {"dress", "jurk", "Kleid", "robe"},
     FibreClass::kWoven,
     kEurope,
     {"62044200", "62044300"}},
    {"T-shirts",
     {"T-shirt", "T-shirt", "T-Shirt", "T-shirt"},
     FibreClass::kKnit,
     kAlpha,
     {"61091000", "61099020"}},
    {"Blouses",
     {"blouse", "blouse", "Bluse", "blouse"},
     FibreClass::kWoven,
     kEurope,
     {"62063000", "62064000"}},
    {"Trousers",
     {"trousers", "broek", "Hose", "pantalon"},
     FibreClass::kWoven,
     kEurope,
     {"62046239", "62046318"}},
    {"Jeans",
     {"jeans", "jeans", "Jeans", "jean"},
     FibreClass::kDenim,
     kJeans,
     {"62046231", "62046231"}},
    {"Jumpers",
     {"jumper", "trui", "Pullover", "pull"},
     FibreClass::kKnit,
     kAlpha,
     {"61102099", "61103099"}},
    {"Cardigans",
     {"cardigan", "vest", "Strickjacke", "gilet"},
     FibreClass::kKnit,
     kAlpha,
     {"61102099", "61103099"}},
    {"Skirts",
     {"skirt", "rok", "Rock", "jupe"},
     FibreClass::kWoven,
     kEurope,
     {"62045200", "62045300"}},
    {"Jackets",
     {"jacket", "jas", "Jacke", "veste"},
     FibreClass::kCoat,
     kEurope,
     {"62043290", "62043390"}},
    {"Coats",
     {"coat", "mantel", "Mantel", "manteau"},
     FibreClass::kCoat,
     kEurope,
     {"62023010", "62024010"}},
    {"Shirts",
     {"shirt", "overhemd", "Hemd", "chemise"},
     FibreClass::kWoven,
     kAlpha,
     {"62052000", "62053000"}},
    {"Blazers",
     {"blazer", "blazer", "Blazer", "blazer"},
     FibreClass::kWoven,
     kEurope,
     {"62043290", "62043390"}},
    {"Tops", {"top", "top", "Top", "top"}, FibreClass::kKnit, kAlpha, {"61091000", "61099020"}},
    {"Shorts",
     {"shorts", "short", "Shorts", "short"},
     FibreClass::kWoven,
     kAlpha,
     {"62046290", "62046390"}},
    {"Sneakers",
     {"sneakers", "sneakers", "Sneaker", "baskets"},
     FibreClass::kLeather,
     kShoes,
     {"64039998", "64041990"}},
    {"Boots",
     {"boots", "laarzen", "Stiefel", "bottes"},
     FibreClass::kLeather,
     kShoes,
     {"64039196", "64039196"}},
    {"Sandals",
     {"sandals", "sandalen", "Sandalen", "sandales"},
     FibreClass::kLeather,
     kShoes,
     {"64039938", "64041990"}},
    {"Bags",
     {"bag", "tas", "Tasche", "sac"},
     FibreClass::kLeather,
     kOneSize,
     {"42022100", "42022290"}},
    {"Scarves",
     {"scarf", "sjaal", "Schal", "écharpe"},
     FibreClass::kKnit,
     kOneSize,
     {"62149000", "62143000"}},
    {"Belts",
     {"belt", "riem", "Gürtel", "ceinture"},
     FibreClass::kLeather,
     kBelts,
     {"42033000", "39262000"}},
    {"Socks",
     {"socks", "sokken", "Socken", "chaussettes"},
     FibreClass::kKnit,
     kSocks,
     {"61159500", "61159699"}},
    {"Leggings",
     {"leggings", "legging", "Leggings", "legging"},
     FibreClass::kSport,
     kAlpha,
     {"61046200", "61046300"}},
    {"Sweatshirts",
     {"sweatshirt", "sweater", "Sweatshirt", "sweat"},
     FibreClass::kKnit,
     kAlpha,
     {"61102091", "61103091"}},
    {"Swimwear",
     {"swimsuit", "badpak", "Badeanzug", "maillot"},
     FibreClass::kSport,
     kEurope,
     {"61124190", "61124190"}},
    {"Nightwear",
     {"nightdress", "nachthemd", "Nachthemd", "chemise de nuit"},
     FibreClass::kKnit,
     kAlpha,
     {"61083100", "61083200"}},
    {"Children's dresses",
     {"dress", "jurkje", "Kleidchen", "robe"},
     FibreClass::kKnit,
     kChildren,
     {"61044200", "61044300"}},
    {"Hats",
     {"hat", "hoed", "Hut", "chapeau"},
     FibreClass::kCoat,
     kOneSize,
     {"65050030", "65050090"}},
    {"Gloves",
     {"gloves", "handschoenen", "Handschuhe", "gants"},
     FibreClass::kLeather,
     kAlpha,
     {"42032910", "61169300"}},
};

constexpr SampleColour kColours[] = {
    {"Black", "001"},      {"White", "002"},      {"Navy", "010"},         {"Off white", "003"},
    {"Sand", "021"},       {"Dark blue", "011"},  {"Grey melange", "031"}, {"Light blue", "012"},
    {"Ecru", "004"},       {"Khaki", "041"},      {"Red", "051"},          {"Olive", "042"},
    {"Camel", "022"},      {"Pink", "061"},       {"Bordeaux", "052"},     {"Dark green", "043"},
    {"Taupe", "023"},      {"Cobalt", "013"},     {"Light grey", "032"},   {"Beige", "024"},
    {"Rust", "053"},       {"Terracotta", "054"}, {"Mustard", "071"},      {"Denim", "014"},
    {"Cognac", "025"},     {"Dark grey", "033"},  {"Brown", "026"},        {"Yellow", "072"},
    {"Soft pink", "062"},  {"Turquoise", "015"},  {"Mint", "044"},         {"Lilac", "081"},
    {"Orange", "055"},     {"Coral", "056"},      {"Anthracite", "034"},   {"Petrol", "016"},
    {"Fuchsia", "063"},    {"Emerald", "045"},    {"Champagne", "005"},    {"Lavender", "082"},
    {"Dark brown", "027"}, {"Purple", "083"},     {"Silver", "091"},       {"Gold", "092"},
    {"Apricot", "057"},    {"Sage", "046"},       {"Aubergine", "084"},    {"Ice blue", "017"},
    {"Nude", "028"},       {"Lime", "047"},       {"Powder pink", "064"},  {"Indigo", "018"},
    {"Bronze", "093"},     {"Raspberry", "065"},  {"Teal", "019"},         {"Ivory", "006"},
    {"Moss", "048"},       {"Copper", "094"},     {"Magenta", "066"},      {"Vanilla", "073"},
    {"Mauve", "085"},      {"Chocolate", "029"},  {"Steel blue", "020"},   {"Peach", "058"},
};

constexpr SampleBrand kBrands[] = {
    {"Noor & Veld", Language::kDutch},    {"Haven Row", Language::kEnglish},
    {"Linde Berg", Language::kGerman},    {"Maison Orla", Language::kFrench},
    {"Duinroos", Language::kDutch},       {"Ashcombe", Language::kEnglish},
    {"Studio Kjell", Language::kEnglish}, {"Feldmann & Töchter", Language::kGerman},
    {"Atelier Brume", Language::kFrench}, {"Zeewind", Language::kDutch},
    {"North Quay", Language::kEnglish},   {"Côte d'Azur Basics", Language::kFrench},
};

constexpr SampleSupplier kSuppliers[] = {
    {"Bosphorus Tekstil A.S.", "Turkey"},       {"Ningbo Sunrise Garment Co., Ltd", "China"},
    {"Dhaka Knit Composite Ltd", "Bangladesh"}, {"Fábrica Têxtil do Minho, Lda", "Portugal"},
    {"Tirupur Cotton Works", "India"},          {"Izmir Örme Sanayi", "Turkey"},
    {"Hangzhou Silk Road Apparel", "China"},    {"Tessitura Valle Nera S.r.l.", "Italy"},
    {"Chittagong Apparel Group", "Bangladesh"}, {"Saigon Stitch JSC", "Vietnam"},
    {"Atlas Confection SARL", "Morocco"},       {"Malhas Douro, S.A.", "Portugal"},
    {"Guangdong Yulong Fashion", "China"},      {"Jaipur Block Print House", "India"},
    {"Confezioni Aurelia S.p.A.", "Italy"},     {"Tunis Mode Export", "Tunisia"},
    {"Cluj Confecții S.R.L.", "Romania"},       {"Łódź Dziewiarstwo Sp. z o.o.", "Poland"},
    {"Phnom Penh Garment Factory", "Cambodia"}, {"Lahore Denim Mills", "Pakistan"},
    {"Curtidos Levante S.L.", "Spain"},         {"Anatolian Leather Works", "Turkey"},
    {"Hanoi Outerwear Corporation", "Vietnam"}, {"Colombo Lingerie (Pvt) Ltd", "Sri Lanka"},
};

constexpr SampleSeason kSeasons[] = {
    {"SS26", {"Riviera", "Paper Garden", "Salt & Light"}},
    {"AW25", {"Nordic Light", "Foundry", "Moorland"}},
    {"SS25", {"Citrus Grove", "Blue Hour", "Terrazzo"}},
    {"AW24", {"Ember", "Cabinet of Wool", "City Rain"}},
    {"SS24", {"Wild Meadow", "Harbour", "Desert Bloom"}},
    {"AW23", {"Velvet Night", "Heritage", "First Frost"}},
};

constexpr std::string_view kStyleNames[] = {
    "Fenna",    "Noa",       "Elin",   "Lotte",   "Maud",    "Isa",     "Juna",   "Sanne",
    "Romy",     "Vera",      "Yara",   "Bibi",    "Cleo",    "Dita",    "Esra",   "Fay",
    "Gwen",     "Hanne",     "Ines",   "Josie",   "Kaat",    "Livia",   "Mila",   "Nina",
    "Olivia",   "Puck",      "Quinn",  "Roos",    "Suze",    "Tess",    "Uma",    "Vik",
    "Wende",    "Xena",      "Ylva",   "Zoë",     "Amélie",  "Björk",   "Chloé",  "Désirée",
    "Eluned",   "Françoise", "Greta",  "Héloïse", "Ilse",    "Janne",   "Käthe",  "Lönne",
    "Mara",     "Nele",      "Odette", "Pia",     "Ravenna", "Sólveig", "Thea",   "Ursel",
    "Violette", "Wilma",     "Yvette", "Zita",    "Alba",    "Bruna",   "Carmen", "Delphine",
    "Edda",     "Flore",     "Gioia",  "Hedda",   "Irma",    "Jolie",   "Klara",  "Lioba",
};

constexpr std::string_view kWoven[] = {"100% Cotton",
                                       "100% Viscose",
                                       "100% Polyester",
                                       "97% Cotton, 3% Elastane",
                                       "100% Linen",
                                       "70% Viscose, 30% Polyamide",
                                       "55% Linen, 45% Cotton",
                                       "95% Polyester, 5% Elastane",
                                       "65% Polyester, 35% Viscose",
                                       "100% Lyocell",
                                       "62% Polyester, 33% Viscose, 5% Elastane",
                                       "80% Cotton, 20% Silk",
                                       "60% Modal, 40% Cotton",
                                       "100% Silk",
                                       "52% Viscose, 48% Rayon",
                                       "50% Cotton, 50% Recycled polyester",
                                       "68% Cotton, 29% Polyamide, 3% Elastane"};
constexpr std::string_view kKnit[] = {"100% Cotton",
                                      "95% Cotton, 5% Elastane",
                                      "100% Wool",
                                      "50% Viscose, 28% Polyester, 22% Polyamide",
                                      "60% Cotton, 40% Polyester",
                                      "92% Viscose, 8% Elastane",
                                      "70% Acrylic, 30% Wool",
                                      "100% Merino wool",
                                      "48% Viscose, 32% Polyamide, 20% Wool",
                                      "80% Polyamide, 20% Wool",
                                      "100% Cashmere",
                                      "40% Alpaca, 35% Polyamide, 25% Wool",
                                      "100% Organic cotton",
                                      "75% Cotton, 25% Polyamide"};
constexpr std::string_view kDenim[] = {"98% Cotton, 2% Elastane",
                                       "100% Cotton",
                                       "92% Cotton, 6% Polyester, 2% Elastane",
                                       "79% Cotton, 19% Polyester, 2% Elastane",
                                       "88% Cotton, 10% Hemp, 2% Elastane",
                                       "70% Cotton, 28% Lyocell, 2% Elastane"};
constexpr std::string_view kCoat[] = {"100% Polyester",
                                      "100% Wool",
                                      "60% Wool, 40% Polyester",
                                      "100% Polyamide",
                                      "100% Cotton",
                                      "70% Wool, 20% Polyamide, 10% Cashmere",
                                      "55% Polyester, 45% Wool",
                                      "100% Recycled polyester"};
constexpr std::string_view kLeather[] = {"100% Leather",
                                         "100% Polyurethane",
                                         "80% Leather, 20% Textile",
                                         "100% Suede",
                                         "60% Polyurethane, 40% Polyester",
                                         "100% Cotton"};
constexpr std::string_view kSport[] = {"80% Polyamide, 20% Elastane", "88% Polyester, 12% Elastane",
                                       "76% Polyamide, 24% Elastane", "90% Cotton, 10% Elastane",
                                       "82% Recycled polyamide, 18% Elastane"};
constexpr std::span<const std::string_view> kMaterials[kFibreClassCount] = {
    kWoven, kKnit, kDenim, kCoat, kLeather, kSport};

// Parts of words, so that "Organic cotton" and "Cotton" are one fibre.
struct Fibre {
  std::string_view english;
  InLanguages names;
};
constexpr Fibre kFibres[] = {
    {"otton", {"cotton", "katoen", "Baumwolle", "coton"}},
    {"iscose", {"viscose", "viscose", "Viskose", "viscose"}},
    {"olyester", {"polyester", "polyester", "Polyester", "polyester"}},
    {"inen", {"linen", "linnen", "Leinen", "lin"}},
    {"ool", {"wool", "wol", "Wolle", "laine"}},
    {"ilk", {"silk", "zijde", "Seide", "soie"}},
    {"eather", {"leather", "leer", "Leder", "cuir"}},
    {"ashmere", {"cashmere", "kasjmier", "Kaschmir", "cachemire"}},
    {"olyamide", {"polyamide", "polyamide", "Polyamid", "polyamide"}},
    {"yocell", {"lyocell", "lyocell", "Lyocell", "lyocell"}},
};
constexpr InLanguages kCloth = {"cloth", "stof", "Stoff", "tissu"};

}  // namespace

std::string_view SampleFibre(std::string_view material, Language language) {
  const std::string_view first = material.substr(0, material.find(','));
  for (const Fibre& fibre : kFibres) {
    if (first.find(fibre.english) != first.npos) return fibre.names[static_cast<int>(language)];
  }
  return kCloth[static_cast<int>(language)];
}

std::span<const SampleCategory> SampleCategories() { return kCategories; }
std::span<const SampleColour> SampleColours() { return kColours; }
std::span<const SampleBrand> SampleBrands() { return kBrands; }
std::span<const SampleSupplier> SampleSuppliers() { return kSuppliers; }
std::span<const SampleSeason> SampleSeasons() { return kSeasons; }
std::span<const std::string_view> SampleStyleNames() { return kStyleNames; }
std::span<const std::string_view> SampleMaterials(FibreClass fibres) {
  return kMaterials[static_cast<int>(fibres)];
}

}  // namespace assay
