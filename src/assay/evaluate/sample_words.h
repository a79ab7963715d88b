// The vocabulary of the sample catalogue: categories, colours, makers, fibres, sentences.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// The languages in which a brand writes its texts.
inline constexpr int kLanguageCount = 4;
enum class Language : uint8_t { kEnglish, kDutch, kGerman, kFrench };
using InLanguages = std::array<std::string_view, kLanguageCount>;  // indexed by Language

enum class FibreClass : uint8_t { kWoven, kKnit, kDenim, kCoat, kLeather, kSport };
inline constexpr int kFibreClassCount = 6;

// A kind of product: its name, what it is called in texts, its sizes and its customs tariff
// numbers.
struct SampleCategory {
  std::string_view name;
  InLanguages noun;
  FibreClass fibres;
  std::span<const std::string_view> sizes;
  std::array<std::string_view, 2> tariff;  // of cotton or leather, of other fibres
};

struct SampleColour {
  std::string_view name;
  std::string_view code;
};

struct SampleBrand {
  std::string_view name;
  Language language;
};

// A supplier makes in one country.
struct SampleSupplier {
  std::string_view name;
  std::string_view country;
};

struct SampleSeason {
  std::string_view code;
  std::array<std::string_view, 3> collections;
};

// Most frequent first: they are drawn skewed.
std::span<const SampleCategory> SampleCategories();
std::span<const SampleColour> SampleColours();
std::span<const SampleBrand> SampleBrands();
std::span<const SampleSupplier> SampleSuppliers();
std::span<const SampleSeason> SampleSeasons();
std::span<const std::string_view> SampleStyleNames();

// What a text in `language` calls the first fibre of a composition ("Katoen" of "95% Cotton, …").
std::string_view SampleFibre(std::string_view material, Language language);

// Compositions such as "95% Cotton, 5% Elastane".
std::span<const std::string_view> SampleMaterials(FibreClass fibres);

// Sentences in which {name}, {noun} and {fibre} stand for the style's own.
std::span<const std::string_view> SampleShortTexts(Language language);
std::span<const std::string_view> SampleOpenings(Language language);
std::span<const std::string_view> SampleDetails(Language language);
std::span<const std::string_view> SampleClosings(Language language);
std::span<const std::string_view> SampleCare(Language language);

}  // namespace assay
