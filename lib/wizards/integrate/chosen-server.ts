import type { ExchangeVersion } from '@/lib/exchange'
import type { Answers } from '../wizard'
import type { IntegrateFacts } from './facts'

/** The server that was chosen, or the only one. */
export const chosen = ({ servers }: IntegrateFacts, answers: Answers) =>
  servers.find(({ name }) => name === answers.server) ?? servers[0]
export const versionOf = (facts: IntegrateFacts, answers: Answers): ExchangeVersion =>
  chosen(facts, answers)?.version ?? '2013'
export const same = (a: string | null | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()
