import { type Forward, findForward, servicesBehind } from '@/lib/network'
import { command } from '@/lib/shell'
import type { Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import type { ExpectedForward } from './expected-forwards'
import type { Answerer } from './reach-mail'

/**
 * A stranger meets silence, a refusal or somebody else. Why that is so stands in the router's table and in the
 * services of the servers, where the site's are known; the real site's are not, and then all that it can be is told.
 */

function lineOf({ router }: NetworkFacts, { publicAddress, port }: ExpectedForward): Forward | null {
  return router && findForward(router, publicAddress, port)
}

function leadsThere(line: Forward, { address, port }: ExpectedForward): boolean {
  return line.address === address && line.targetPort === port
}

function repairOf(facts: NetworkFacts, wanted: ExpectedForward): Finding['repair'] {
  const { publicAddress, port, address, protocolName } = wanted
  if (!facts.router) return undefined
  const line = lineOf(facts, wanted)
  if (line)
    return leadsThere(line, wanted)
      ? undefined
      : {
          label: 'Correct the forward',
          command: command('Set-RouterForward', { Id: line.id, Address: address, TargetPort: port }),
        }
  const PublicAddress = facts.description.publicAddresses.length < 2 ? undefined : publicAddress
  return {
    label: 'Add the forward',
    command: command('Add-RouterForward', {
      Port: port,
      Address: address,
      PublicAddress,
      Note: protocolName,
    }),
  }
}

function astray(facts: NetworkFacts, wanted: ExpectedForward, line: Forward, what: string): Finding {
  return {
    found: [`${line.address}:${line.targetPort}`],
    state: 'error',
    verdict: 'Wrong address',
    reason: `The forward leads to ${line.address}, port ${line.targetPort}, ${what}.`,
    action: `Forward it to ${wanted.address}, port ${wanted.port}.`,
    repair: repairOf(facts, wanted),
  }
}

/** No answer at all: packets are lost somewhere on the way. */
export function explainSilence(facts: NetworkFacts, wanted: ExpectedForward, met: string): Finding {
  const { router } = facts
  const { publicAddress, port, address } = wanted
  const silent = `A connection from the Internet to ${publicAddress}, port ${port}, gets no answer`
  const finding: Finding = { found: [], state: 'error', verdict: 'No answer', reason: `${silent}.` }
  if (!router)
    return {
      ...finding,
      reason: `${silent}: ${met}`,
      action: `Look for a missing forward of port ${port} to ${address} first, then for a second router before yours, a provider that blocks the port, and a firewall on ${wanted.server}.`,
    }
  if (router.blockedPorts.includes(port))
    return {
      ...finding,
      verdict: 'Blocked',
      reason: `${silent}: the Internet Service Provider lets nothing to port ${port} through.`,
      action: `Ask your Internet Service Provider to open port ${port}; for a business line most do.`,
      repair: {
        label: 'The provider opens the port',
        command: command('Set-Router', { BlockedPorts: router.blockedPorts.filter((one) => one !== port) }),
      },
    }
  const line = lineOf(facts, wanted)
  if (!line)
    return {
      ...finding,
      verdict: 'No forward',
      action: `Forward port ${port} to ${address}.`,
      repair: repairOf(facts, wanted),
    }
  if (!leadsThere(line, wanted)) return astray(facts, wanted, line, 'where no computer answers')
  return { ...finding, action: 'See the rows of the addresses below.' }
}

/** The packets arrive, and nothing listens: a service is stopped, the program is missing, or it is the wrong computer. */
export function explainRefused(facts: NetworkFacts, wanted: ExpectedForward): Finding {
  const { server, port } = wanted
  const line = lineOf(facts, wanted)
  if (line && !leadsThere(line, wanted)) return astray(facts, wanted, line, 'where nothing listens')
  const services = facts.servers.find(({ name }) => name.toLowerCase() === server.toLowerCase())?.properties
    .services
  const stopped = servicesBehind(port).find((service) => services?.[service]?.state === 'Stopped')
  const title = (stopped && services?.[stopped]?.displayName) ?? null
  return {
    found: ['refused'],
    state: 'error',
    verdict: 'Refused',
    reason: title
      ? `${server} refuses the connection: its service ${title} is stopped.`
      : `${server} refuses the connection: no program listens at port ${port}.`,
    action: title
      ? 'Start the service.'
      : `See whether the program that answers at port ${port} is installed and runs on ${server}.`,
    ...(stopped &&
      facts.router && {
        repair: {
          label: `Start ${title}`,
          command: command('Set-Service', { Name: stopped, ComputerName: server, Status: 'Running' }),
        },
      }),
  }
}

/** A port that speaks TLS from the start needs a certificate behind it. */
export function explainTls(facts: NetworkFacts, wanted: ExpectedForward, problem: string): Finding {
  const line = lineOf(facts, wanted)
  if (line && !leadsThere(line, wanted)) return astray(facts, wanted, line, 'where TLS fails')
  const service = { 995: 'POP', 993: 'IMAP', 443: 'IIS' }[wanted.port]
  return {
    found: [`TLS fails: ${problem}`],
    state: 'error',
    verdict: 'TLS fails',
    reason: `Something answers at port ${wanted.port}, and no encrypted connection comes about.`,
    action: `See that ${wanted.server} has a certificate with its private key${service ? ` for ${service}` : ''}.`,
  }
}

/** Somebody answers who is not the server that should. */
export function explainStranger(
  facts: NetworkFacts,
  wanted: ExpectedForward,
  { found, who }: Answerer,
): Finding {
  const repair = repairOf(facts, wanted)
  return {
    found,
    state: 'error',
    verdict: 'Wrong server',
    reason: `It is ${who} that answers, not ${wanted.server}.`,
    action: `Forward port ${wanted.port} to ${wanted.address}, port ${wanted.port}.`,
    ...(repair && { repair }),
  }
}
