/** The connectivity analyzer: tests from the name that people type to the answer of the server, step by step. */
export { analyses, everyTest, findAnalysis } from './analyses'
export { type Analysis, analyze, type Need } from './analysis'
export { analyzerCmdlets } from './cmdlets'
export { type Credential, type Examined, examinedSite, type Own } from './examined'
export type { Fault } from './fault'
export { printSteps } from './print-steps'
export { allSteps, type Cause, faultsIn, type Remedy, type Step, type StepState, worst } from './step'
export { type Walked, walk, walked } from './walk'
