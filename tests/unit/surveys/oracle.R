# Rscript oracle.R KIND FILE.csv: value and standard error of what tests/unit/surveys/samples.py asks, then the
# degrees of freedom. Needs R's package `survey`.
suppressMessages(library(survey))
options(survey.lonely.psu = "adjust", digits = 15)
arguments <- commandArgs(trailingOnly = TRUE)
kind <- arguments[1]
d <- read.csv(arguments[2], stringsAsFactors = FALSE)
two <- grepl("two", kind)
ids <- if (kind %in% c("simple", "strata", "lonely")) ~1 else if (two) ~town + house else ~town
strata <- if (grepl("strata", kind) || kind == "lonely") ~stratum else NULL
weights <- if (kind %in% c("clusters", "strata")) ~weight else NULL
design <- svydesign(ids = ids, strata = strata, weights = weights, data = d, fpc = if (two) ~fpc1 + fpc2 else ~fpc1)
show <- function(x) cat(paste(format(as.vector(coef(x)), digits = 15), format(as.vector(SE(x)), digits = 15), sep = ","), sep = "\n")
show(svymean(~score, design, na.rm = TRUE)); cat("\n")
show(svytotal(~cost, design)); cat("\n")
show(svyratio(~score, ~cost, design, na.rm = TRUE)); cat("\n")
show(svyby(~score, ~field, design, svymean, na.rm = TRUE)); cat("\n")
cat(degf(design), 0, sep = ",")
