import { command } from '@/lib/shell'
import type { Finding } from '../checklist'
import type { NetworkFacts } from '../facts'

const stopped: Finding = {
  found: ['HTTP 503'],
  state: 'error',
  verdict: 'Stopped',
  reason:
    'The installer of ARR may leave it stopped; until it runs, nobody can work through Remote Web Access.',
  action: 'Start it again.',
}

/** Asks the gateway from inside: it wants a name and a password where it runs, and is unavailable where it does not. */
export async function findGateway({ description, network, servers }: NetworkFacts): Promise<Finding> {
  const { essentials } = description
  const url = `https://${essentials.internetName}/rpc/rpcproxy.dll`
  const met = await network.request({ url, from: 'inside', address: essentials.address })
  if (met.kind === 'answered') {
    if (met.status === 401 || met.status === 200)
      return { found: [`HTTP ${met.status}`], state: 'ok', verdict: 'Running' }
    if (met.status !== 503)
      return {
        found: [`HTTP ${met.status}`],
        state: 'pending',
        verdict: 'Not there yet',
        reason: `${essentials.name} has no Remote Desktop Gateway at ${url}.`,
        action: 'Set up Anywhere Access on the Essentials server.',
      }
    const known = servers.some(({ properties }) => properties.services.TSGateway)
    const repair = {
      label: 'Restart Remote Desktop Gateway',
      command: command('Restart-Service', { Name: 'TSGateway' }),
    }
    return { ...stopped, ...(known && { repair }) }
  }
  if (met.kind === 'forbidden')
    return { found: [], state: 'neutral', verdict: 'Not asked', reason: met.reason }
  return {
    found: [],
    state: 'error',
    verdict: 'No answer',
    reason: `The web server on ${essentials.name} does not answer at ${essentials.address}, port 443${
      met.kind === 'tls' ? `: ${met.problem}` : ''
    }.`,
    action: 'See whether its service World Wide Web Publishing runs.',
  }
}
