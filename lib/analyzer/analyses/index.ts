import type { Vantage } from '@/lib/network'
import type { Analysis } from '../analysis'
import { autodiscover } from './autodiscover'
import { inboundSmtp } from './inbound-smtp'
import { insideNames } from './inside-names'
import { outboundSmtp } from './outbound-smtp'
import { remoteWebAccess } from './remote-web-access'
import { activeSync, outlook, outlookOnTheWeb, webServices } from './web-clients'

/** Every analysis, in the order of the page. */
export const analyses: readonly Analysis[] = [
  inboundSmtp,
  outboundSmtp,
  autodiscover,
  outlookOnTheWeb,
  activeSync,
  outlook,
  webServices,
  remoteWebAccess,
  insideNames,
]

/** By the id of a page's address, or by the name that the command takes. */
export function findAnalysis(word: string): Analysis | null {
  const wanted = word.toLowerCase()
  return analyses.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted) ?? null
}

/** Each analysis from each place where it makes sense. */
export function everyTest(): readonly { readonly analysis: Analysis; readonly from: Vantage }[] {
  return analyses.flatMap((analysis) => analysis.from.map((from) => ({ analysis, from })))
}
