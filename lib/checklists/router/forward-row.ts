import type { NoAnswer } from '@/lib/network'
import { type AskedRow, asked, type Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { showNoAnswer } from '../met/show'
import type { ExpectedForward } from './expected-forwards'
import { explainRefused, explainSilence, explainStranger, explainTls } from './explain'
import { type Reached, reachMail } from './reach-mail'
import { reachWeb } from './reach-web'

const isWeb = (port: number) => port === 80 || port === 443

function unanswered(facts: NetworkFacts, wanted: ExpectedForward, met: NoAnswer): Finding {
  switch (met.kind) {
    case 'timeout':
      return explainSilence(facts, wanted, met.reason)
    case 'refused':
      return explainRefused(facts, wanted)
    case 'unreachable':
      return {
        found: showNoAnswer(met),
        state: 'error',
        verdict: 'Not reachable',
        reason: met.reason,
        action: 'See whether this computer itself reaches the Internet.',
      }
    case 'forbidden':
      return { found: [], state: 'neutral', verdict: 'Not tried', reason: met.reason }
  }
}

function judge(facts: NetworkFacts, wanted: ExpectedForward, reached: Reached): Finding {
  if ('met' in reached) return unanswered(facts, wanted, reached.met)
  if ('tlsProblem' in reached) return explainTls(facts, wanted, reached.tlsProblem)
  return reached.right
    ? {
        found: reached.found,
        state: 'ok',
        verdict: 'Answers',
        ...(reached.reason && { reason: reached.reason }),
      }
    : explainStranger(facts, wanted, reached)
}

/** One line of the router's table, tried by connecting through it from the Internet. */
export function forwardRow(facts: NetworkFacts, wanted: ExpectedForward): AskedRow {
  const reach = isWeb(wanted.port) ? reachWeb : reachMail
  return asked(
    {
      id: `forward-${wanted.publicAddress}-${wanted.port}`,
      name: `${wanted.port} (${wanted.protocolName})`,
      note: `to ${wanted.server}`,
      expected: [`${wanted.address}:${wanted.port}`],
      cells: { publicAddress: wanted.publicAddress },
      requirement: 'Required',
    },
    reach(facts, wanted).then((reached) => judge(facts, wanted, reached)),
  )
}
