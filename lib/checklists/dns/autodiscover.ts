import { type Answer, certificateCovers, type Met, readSrv, type Srv } from '@/lib/network'
import type { Finding } from '../checklist'
import { dataOf, doubledName, noAnswer, notFoundYet } from './finding'

export interface SrvQuestion {
  readonly domain: string
  readonly name: string
  readonly mail: string
  readonly truth: Answer
  /** The A records of the host that the record names. */
  readonly target: Answer
  readonly doubledTruth: Answer
}

function shown({ priority, weight, port, target }: Srv): string {
  return `${priority} ${weight} ${port} ${target || '.'}`
}

function wrongSrv(
  { port, target }: Srv,
  { mail, target: answer }: SrvQuestion,
): Pick<Finding, 'verdict' | 'reason' | 'action'> | null {
  if (port !== 443)
    return {
      verdict: `Port ${port}`,
      reason: 'Autodiscover is asked over HTTPS, at port 443.',
      action: 'Set the port to 443.',
    }
  if (target !== mail)
    return {
      verdict: 'Another host',
      reason: `The record leads to ${target || 'no host (RFC 2782)'}, not to ${mail}.`,
      action: `Enter ${mail} as the target.`,
    }
  if (dataOf(answer, 'CNAME').length > 0)
    return {
      verdict: 'Target is an alias',
      reason: `${mail} is an alias (CNAME), where an SRV record must not lead (RFC 2782).`,
      action: `Replace the alias at ${mail} by an A record.`,
    }
  return null
}

/** The SRV record that leads Outlook to the mail host (RFC 2782). */
export function judgeSrv(question: SrvQuestion): Finding {
  const { truth, doubledTruth, name, domain } = question
  const unanswered = noAnswer(truth)
  if (unanswered) return unanswered
  const records = dataOf(truth, 'SRV').map(readSrv)
  const [only] = records
  if (!only)
    return dataOf(doubledTruth, 'SRV').length > 0 && !doubledTruth.wildcard
      ? doubledName(name, domain)
      : notFoundYet
  const found = records.map(shown)
  if (records.length > 1)
    return {
      found,
      state: 'error',
      verdict: 'Several SRV',
      reason: 'Outlook takes the one with the lowest priority, and among equals any (RFC 2782).',
      action: `Keep only 0 0 443 ${question.mail}.`,
    }
  const wrong = wrongSrv(only, question)
  if (wrong) return { found, state: 'error', ...wrong }
  return only.priority === 0 && only.weight === 0
    ? { found, state: 'ok', verdict: 'Matches' }
    : { found, state: 'ok', verdict: 'Works', reason: 'Priority and weight only order several records.' }
}

/** The names in the certificate that was shown; null where none was. */
function shownNames(met: Met | null): readonly string[] | null {
  return met?.kind === 'answered' && met.tls?.ok ? met.tls.certificate.names : null
}

/** What the web server behind an autodiscover host shows, as Outlook meets it. */
function promptReason(host: string, names: readonly string[] | null): string {
  if (!names) return 'Nothing answers there over HTTPS, and every start of Outlook waits for it.'
  return certificateCovers(names, host)
    ? 'The certificate there holds the name, so that it does no harm as long as it stays so.'
    : `The certificate there is for ${names.join(', ')}: Outlook warns of it at every start.`
}

/**
 * With the SRV record there must be no address at autodiscover: Outlook asks that host first and comes to the
 * SRV record last. Null when there is none, as it should be.
 */
export function judgeStrayHost(host: string, truth: Answer, met: Met | null): Finding | null {
  const found = truth.records.map(({ data }) => data)
  if (found.length === 0) return null
  const names = shownNames(met)
  const covered = names !== null && certificateCovers(names, host)
  return {
    found: truth.wildcard ? found.map((data) => `* ${data}`) : found,
    state: covered && !truth.wildcard ? 'warning' : 'error',
    verdict: truth.wildcard ? 'Wildcard catches it' : 'SRV and A both',
    reason: `${truth.wildcard ? 'A wildcard (*) gives every unknown name an address, this one too (RFC 4592). ' : ''}Outlook connects to ${host} before it looks for the SRV record. ${promptReason(host, names)}`,
    action: truth.wildcard
      ? 'Remove the wildcard at your domain name provider.'
      : 'Keep one way: remove this record, or the SRV record.',
  }
}

/** With the A record, the certificate has to hold both names: the seed's rule. */
export function judgeCertificateNames(names: readonly string[], met: Met): Finding {
  const held = shownNames(met)
  if (!held)
    return {
      found: [],
      state: 'pending',
      verdict: 'Not reached yet',
      reason: 'reason' in met ? met.reason : 'Nothing answers with a certificate at port 443.',
      action: 'See the router and reverse proxy checklists.',
    }
  const missing = names.filter((name) => !certificateCovers(held, name))
  return missing.length === 0
    ? { found: held, state: 'ok', verdict: 'Both names' }
    : {
        found: held,
        state: 'error',
        verdict: 'Name missing',
        reason: `The certificate does not hold ${missing.join(' and ')}, so that Outlook warns of it (RFC 9525 §6.3).`,
        action: 'Get a certificate with both names as subject alternative names, or use the SRV record.',
      }
}
