import type { Vantage } from '@/lib/network'
import type { Analysis } from '../analysis'
import type { Examined } from '../examined'
import { domainOf, hostOf } from '../parts/site'
import { type Asked, cause, fail, pass, type Step, skipped } from '../step'
import {
  type Tried,
  tryAddress,
  tryRedirect,
  tryServiceConnectionPoint,
  trySrv,
} from './autodiscover-methods'

interface Method {
  readonly title: string
  try(): Promise<Tried>
}

/** In the order in which Outlook tries them; it stops at the first that works. */
function methodsOf(examined: Examined, from: Vantage): readonly Method[] {
  const domain = domainOf(examined)
  const autodiscover = `autodiscover.${domain}`
  const https = (host: string) => `https://${host}/autodiscover/autodiscover.xml`
  return [
    ...(from === 'inside'
      ? [{ title: 'The service connection point', try: () => tryServiceConnectionPoint(examined) }]
      : []),
    { title: https(domain), try: () => tryAddress(examined, domain, from) },
    { title: https(autodiscover), try: () => tryAddress(examined, autodiscover, from) },
    { title: `http://${autodiscover}, for a redirection`, try: () => tryRedirect(examined, from) },
    { title: `The SRV record _autodiscover._tcp.${domain}`, try: () => trySrv(examined, from) },
  ]
}

function verdict(examined: Examined, found: string | null, failed: boolean): Step {
  const asked: Asked = {
    id: 'verdict',
    title: 'Outlook finds the mailbox by itself',
    asked: 'All of the above',
  }
  if (found) return pass(asked, `By ${found}`)
  const byA = examined.description.autodiscover === 'a'
  const mail = hostOf(examined, 'exchange')
  const domain = domainOf(examined)
  if (failed) return skipped(asked, 'Not while the method above fails.')
  return fail(asked, 'No method works', [
    cause(
      'autodiscover-missing',
      'No way leads Outlook to Exchange: people have to type the server’s name, and telephones find nothing.',
      byA
        ? `Create the A record autodiscover.${domain}.`
        : `Create the SRV record _autodiscover._tcp.${domain}: 0 0 443 ${mail}.`,
      '/network/dns',
    ),
  ])
}

export const autodiscover: Analysis = {
  id: 'autodiscover',
  name: 'Autodiscover',
  title: 'Autodiscover',
  lead: 'How Outlook and telephones find the mailbox from the email address alone: each way in Outlook’s own order, until one works.',
  from: ['internet', 'inside'],
  needs: ['dns', 'connect'],
  signsIn: true,
  async *run(examined, from) {
    let found: string | null = null
    let failed = false
    for (const method of methodsOf(examined, from)) {
      if (found) {
        yield skipped({ id: method.title, title: method.title, asked: '' }, 'Outlook has found it already.')
        continue
      }
      const { step, works } = await method.try()
      yield step
      if (works) found = step.title
      failed ||= step.state === 'fail'
    }
    yield verdict(examined, found, failed)
  },
}
