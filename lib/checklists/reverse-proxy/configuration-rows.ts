import { certificateCovers, exchangeHostNames } from '@/lib/network'
import { type AskedRow, asked, type Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { arrCommand } from './arr-command'

const day = 86_400_000
/** The Best Practices Analyzer's own limit. */
const warnDays = 30

function judgeCertificate({ proxy, now }: NetworkFacts, pfxPath: string | undefined): Finding {
  const configured = proxy?.configured
  if (!configured)
    return pfxPath
      ? {
          found: [pfxPath],
          state: 'pending',
          verdict: 'Not tried yet',
          reason: 'ARRConfig opens it when it runs.',
        }
      : {
          found: [],
          state: 'pending',
          verdict: 'Not there yet',
          action:
            'Export the Exchange certificate with its private key as a PFX file, and copy it to the Essentials server.',
        }
  const { certificate, certificatePath } = configured
  const found = [certificatePath, `for ${certificate.names.join(', ')}`]
  const left = Math.floor((Date.parse(certificate.notAfter) - now.getTime()) / day)
  const until = certificate.notAfter.slice(0, 10)
  if (left < 0)
    return {
      found,
      state: 'error',
      verdict: 'Expired',
      reason: `It ended on ${until}; every browser and Outlook warns of it.`,
      action: 'Renew the certificate and run ARRConfig with the new file.',
    }
  if (left < warnDays)
    return {
      found,
      state: 'warning',
      verdict: `${left} days left`,
      reason: `It ends on ${until}.`,
      action: 'Renew the certificate and run ARRConfig with the new file.',
    }
  return { found, state: 'ok', verdict: 'With private key', reason: `Valid until ${until}.` }
}

function judgeRun({ proxy, description }: NetworkFacts): Finding {
  const configured = proxy?.configured
  if (!configured)
    return {
      found: [],
      state: 'pending',
      verdict: 'Not run yet',
      action: 'Run the command on the Essentials server.',
    }
  const found = [`${configured.hostNames.join(', ')} to ${configured.targetServer}`]
  if (configured.targetServer.toLowerCase() !== description.exchange.name.toLowerCase())
    return {
      found,
      state: 'error',
      verdict: 'Wrong server',
      reason: `The requests go to ${configured.targetServer}; Exchange is on ${description.exchange.name}.`,
      action: 'Run the command again.',
    }
  return { found, state: 'ok', verdict: 'Has run', reason: `On ${configured.at.slice(0, 10)}.` }
}

function judgeHostName({ proxy, description }: NetworkFacts, hostName: string): Finding {
  const configured = proxy?.configured
  if (!configured) return { found: [], state: 'pending', verdict: 'Not yet', action: 'Run ARRConfig.' }
  if (!configured.hostNames.includes(hostName))
    return {
      found: [`stays on ${description.essentials.name}`],
      state: 'error',
      verdict: 'Not passed on',
      reason: `ARRConfig was run without ${hostName}.`,
      action: 'Run it again with all host names, separated by commas.',
    }
  return certificateCovers(configured.certificate.names, hostName)
    ? { found: [`passed on to ${configured.targetServer}`], state: 'ok', verdict: 'In the certificate' }
    : {
        found: configured.certificate.names,
        state: 'error',
        verdict: 'Not in certificate',
        reason: `The certificate does not hold ${hostName} (RFC 9525 §6.3).`,
        action: 'Get a certificate that holds it.',
      }
}

/** What ARRConfig needs and what it set. */
export function configurationRows(facts: NetworkFacts, pfxPath?: string): readonly AskedRow[] {
  const { description, proxy } = facts
  const path = pfxPath ?? proxy?.configured?.certificatePath ?? 'c:\\temp\\certificate.pfx'
  const { line, folder } = arrCommand(description, path)
  return [
    asked(
      {
        id: 'certificate',
        name: 'Certificate as a PFX file',
        note: `on ${description.essentials.name}, with the private key`,
        expected: [],
        requirement: 'Required',
      },
      judgeCertificate(facts, pfxPath),
    ),
    asked(
      {
        id: 'arrconfig',
        name: 'ARRConfig',
        note: `in ${folder}`,
        expected: [line],
        requirement: 'Required',
      },
      judgeRun(facts),
    ),
    ...exchangeHostNames(description).map((hostName) =>
      asked(
        {
          id: `host-${hostName}`,
          name: hostName,
          note: 'host name for Exchange',
          expected: [hostName],
          requirement: 'Required',
        },
        judgeHostName(facts, hostName),
      ),
    ),
  ]
}
