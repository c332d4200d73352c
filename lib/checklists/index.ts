/** The checklists: the site as it should be, as it is found, and the difference in words. */
export * from './checklist'
export {
  type FormEntry,
  type FormStyle,
  formChoices,
  formEntries,
  readFormStyle,
} from './dns/provider-forms'
export { dmarcRecord } from './dns/recommended-rows'
export { dnsRecordsChecklist } from './dns-records'
export { printSeconds } from './duration'
export { type NetworkFacts, networkFacts } from './facts'
export { reverseProxyChecklist } from './reverse-proxy'
export { type ArrCommand, arrCommand, arrFolder, proxyRoutes, type Route } from './reverse-proxy/arr-command'
export { routerChecklist } from './router'
export { type ExpectedForward, expectedForwards } from './router/expected-forwards'
export * from './setup-tasks'
export { splitDnsChecklist } from './split-dns'
export { checklistCmdlets } from './test-site-checklist'
