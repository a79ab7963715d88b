// Runs trials and writes what they show together.
#include "assay/evaluate/multi_trial.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "assay/evaluate/page_start.h"
#include "assay/evaluate/staged_file.h"
#include "assay/evaluate/svg_chart.h"
#include "assay/report/json_writer.h"

namespace assay {
namespace {

std::vector<IntensityFigures> Summarise(const std::vector<TrialRow>& trials) {
  std::vector<IntensityFigures> out;
  for (size_t first = 0, last = 0; first < trials.size(); first = last) {
    while (last < trials.size() && trials[last].intensity == trials[first].intensity) ++last;
    IntensityFigures figures{trials[first].intensity, {}, {}};
    for (int f = 0; f < kHeadlineCount; ++f) {
      double sum = 0;
      figures.range[f] = {1e9, -1e9};
      for (size_t i = first; i < last; ++i) {
        const double value = trials[i].headline.*kHeadlineFigures[f].value;
        sum += value;
        figures.range[f] = {std::min(figures.range[f].low, value),
                            std::max(figures.range[f].high, value)};
      }
      figures.mean[f] = sum / static_cast<double>(last - first);
    }
    out.push_back(figures);
  }
  return out;
}

std::string TrialsCsv(const std::vector<TrialRow>& trials) {
  std::string out = "sample,intensity,seed,rows,errors,found,hits";
  for (const HeadlineFigure& figure : kHeadlineFigures) out += fmt::format(",{}", figure.name);
  out += '\n';
  for (const TrialRow& trial : trials) {
    out += fmt::format("{},{:g},{},{},{},{},{}", trial.sample, trial.intensity, trial.seed,
                       trial.rows, trial.counts.errors, trial.counts.found, trial.counts.hits);
    for (const HeadlineFigure& figure : kHeadlineFigures)
      out += fmt::format(",{:.4f}", trial.headline.*figure.value);
    out += '\n';
  }
  return out;
}

std::string SummaryJson(const MultiTrialResult& result) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  json.Unsigned("schema_version", 1);
  json.Unsigned("trials", result.trials.size());
  json.BeginArray("intensities");
  for (const IntensityFigures& at : result.intensities) {
    json.BeginObject();
    json.Probability("intensity", at.intensity);
    for (int f = 0; f < kHeadlineCount; ++f) {
      json.BeginObject(kHeadlineFigures[f].name);
      json.Probability("mean", at.mean[f]);
      json.Probability("lowest", at.range[f].low);
      json.Probability("highest", at.range[f].high);
      json.EndObject();
    }
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

std::string SummaryHtml(const MultiTrialResult& result, const std::string& input) {
  const double top = result.intensities.back().intensity;
  Chart chart{"Figures as more cells are wrong", "Share of wrong cells", "", {}, false, top};
  for (int f = 0; f < kHeadlineCount; ++f) {
    ChartLine line{kHeadlineFigures[f].name, {}, false};
    for (const IntensityFigures& at : result.intensities)
      line.points.emplace_back(at.intensity / top, at.mean[f]);
    chart.lines.push_back(std::move(line));
  }
  std::string out = PageStart("Trials") + "td small{display:block;color:var(--dim)}\n";
  out += ChartStyle();
  out += fmt::format("</style></head><body><h1>{} trials</h1><p class=\"from\">",
                     result.trials.size());
  AppendHtmlText(input, &out);
  out += "</p>\n";
  AppendChart(chart, &out);
  out += "<div class=\"scroll\"><table><tr><th>Share of wrong cells</th>";
  for (const HeadlineFigure& figure : kHeadlineFigures)
    out += fmt::format("<th>{}</th>", figure.name);
  out += "</tr>\n";
  for (const IntensityFigures& at : result.intensities) {
    out += fmt::format("<tr><td>{:g}</td>", at.intensity);
    for (int f = 0; f < kHeadlineCount; ++f) {
      out += fmt::format("<td>{:.3f}<small>{:.3f} to {:.3f}</small></td>", at.mean[f],
                         at.range[f].low, at.range[f].high);
    }
    out += "</tr>\n";
  }
  out += "</table></div></body></html>\n";
  return out;
}

Result<TrialRow> RunOne(const MultiTrialOptions& options, uint32_t sample, double intensity,
                        const Runtime& runtime, const RunHooks& hooks) {
  Job job = options.job;
  job.output_directory =
      fmt::format("{}/trial_{:g}_{}", options.job.output_directory, intensity, sample);
  job.formats = {"json", "jsonl"};
  InjectionOptions injection = options.injection;
  injection.rate.intensity = intensity;
  injection.rate.seed = options.injection.rate.seed + sample;
  const auto trial = RunTrial(job, injection, {.resamples = 0}, runtime, hooks);
  if (!options.keep_trials) {
    std::error_code ignored;
    std::filesystem::remove_all(job.output_directory, ignored);
  }
  if (!trial) return trial.error();
  if (trial->injection.rows == 0)
    return InputError(options.job.input + ": holds no rows, so there is nothing to damage");
  return TrialRow{sample,
                  intensity,
                  injection.rate.seed,
                  trial->injection.rows,
                  trial->evaluation.counts,
                  trial->evaluation.headline};
}

}  // namespace

Result<MultiTrialResult> RunTrials(const MultiTrialOptions& options, const Runtime& runtime,
                                   const RunHooks& hooks,
                                   const std::function<void(const TrialRow&)>& report) {
  std::vector<double> intensities = options.intensities;
  std::sort(intensities.begin(), intensities.end());
  if (intensities.empty() || !(intensities.front() > 0) || intensities.back() > 1 ||
      options.samples < 1) {
    return UsageError("expected at least one sample, and intensities above 0 and at most 1");
  }
  MultiTrialResult result;
  for (const double intensity : intensities) {
    for (uint32_t sample = 0; sample < options.samples; ++sample) {
      ASSAY_TRY(const TrialRow row, RunOne(options, sample, intensity, runtime, hooks));
      if (report) report(row);
      result.trials.push_back(row);
    }
  }
  result.intensities = Summarise(result.trials);
  const std::string folder = options.job.output_directory + "/";
  ASSAY_TRY_STATUS(WriteStaged(folder + "trials.csv", TrialsCsv(result.trials), runtime));
  ASSAY_TRY_STATUS(WriteStaged(folder + "multi_eval.json", SummaryJson(result), runtime));
  ASSAY_TRY_STATUS(
      WriteStaged(folder + "multi_eval.html", SummaryHtml(result, options.job.input), runtime));
  return result;
}

}  // namespace assay
