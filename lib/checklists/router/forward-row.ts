import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { type Forward, findForward, type Met, type Router } from '@/lib/network'
import { command } from '@/lib/shell'
import type { Row } from '../checklist'
import type { NetworkFacts } from '../facts'
import type { ExpectedForward } from './expected-forwards'

type Judgement = Pick<Row, 'found' | 'state' | 'verdict' | 'reason' | 'action' | 'repair'>

/** The services that have to run for Exchange to answer at a port. */
const servicesOf: Readonly<Record<number, readonly string[]>> = {
  25: ['MSExchangeFrontEndTransport', 'MSExchangeTransport'],
  110: ['MSExchangePOP3'],
  995: ['MSExchangePOP3'],
  143: ['MSExchangeIMAP4'],
  993: ['MSExchangeIMAP4'],
  80: ['W3SVC'],
  443: ['W3SVC'],
}

function addForward(
  { publicAddress, port, address, protocolName }: ExpectedForward,
  onlyAddress: boolean,
): Row['repair'] {
  const PublicAddress = onlyAddress ? undefined : publicAddress
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

function correctForward(line: Forward, { address, port }: ExpectedForward): Row['repair'] {
  return {
    label: 'Correct the forward',
    command: command('Set-RouterForward', { Id: line.id, Address: address, TargetPort: port }),
  }
}

/** The forward is right and nothing listens: a service is stopped, or the program is not installed. */
function nothingListens({ server, port }: ExpectedForward, one: Stored<Server> | undefined): Judgement {
  const stopped = servicesOf[port]?.find((service) => one?.properties.services[service]?.state === 'Stopped')
  const title = stopped && one?.properties.services[stopped]?.displayName
  return {
    found: ['refused'],
    state: 'error',
    verdict: 'Refused',
    reason: title
      ? `${server} refuses the connection: its service ${title} is stopped.`
      : `${server} refuses the connection: no program listens at port ${port}.`,
    action: stopped ? 'Start the service.' : `Install what answers at port ${port} on ${server}.`,
    ...(stopped && {
      repair: {
        label: `Start ${title}`,
        command: command('Set-Service', { Name: stopped, ComputerName: server, Status: 'Running' }),
      },
    }),
  }
}

function noAnswer(
  reason: string,
  wanted: ExpectedForward,
  router: Router | null,
  line: Forward | null,
): Judgement {
  const found: Judgement = { found: [], state: 'error', verdict: 'No answer', reason }
  if (line && (line.address !== wanted.address || line.targetPort !== wanted.port))
    return {
      found: [`${line.address}:${line.targetPort}`],
      state: 'error',
      verdict: 'Wrong address',
      reason,
      action: `Forward it to ${wanted.address}.`,
      repair: correctForward(line, wanted),
    }
  if (!router?.blockedPorts.includes(wanted.port))
    return { ...found, action: 'See the row of the router’s own address below.' }
  return {
    ...found,
    verdict: 'Blocked',
    action: `Ask your Internet Service Provider to open port ${wanted.port}; for a business line most do.`,
    repair: {
      label: 'The provider opens the port',
      command: command('Set-Router', {
        BlockedPorts: router.blockedPorts.filter((port) => port !== wanted.port),
      }),
    },
  }
}

function judge(wanted: ExpectedForward, met: Met, { router, servers, description }: NetworkFacts): Judgement {
  const line = router && findForward(router, wanted.publicAddress, wanted.port)
  const repair = line
    ? correctForward(line, wanted)
    : addForward(wanted, description.publicAddresses.length < 2)
  const one = servers.find(({ name }) => name.toLowerCase() === wanted.server.toLowerCase())
  if (router && !line)
    return {
      found: [],
      state: 'error',
      verdict: 'No forward',
      reason: `A connection from the Internet to ${wanted.publicAddress}, port ${wanted.port}, gets no answer.`,
      action: `Forward port ${wanted.port} to ${wanted.address}.`,
      repair,
    }
  const asked = wanted.server.toLowerCase()
  if (met.kind === 'timeout') return noAnswer(met.reason, wanted, router, line)
  if (met.kind === 'answered' && met.server.toLowerCase() === asked && met.port === wanted.port)
    return { found: [`${met.server} (${met.address}:${met.port})`], state: 'ok', verdict: 'Answers' }
  if (
    met.kind === 'refused' &&
    (!line || (line.address === wanted.address && line.targetPort === wanted.port))
  )
    return nothingListens(wanted, one)
  const who = met.kind === 'answered' ? met.server : `${line?.address}:${line?.targetPort}`
  return {
    found: [who],
    state: 'error',
    verdict: met.kind === 'answered' ? 'Wrong server' : 'Wrong address',
    reason: `The forward leads to ${who}, not to ${wanted.server}.`,
    action: `Forward it to ${wanted.address}, port ${wanted.port}.`,
    ...(router && { repair }),
  }
}

/** One line of the router's table, tried by connecting through it from the Internet. */
export async function forwardRow(facts: NetworkFacts, wanted: ExpectedForward): Promise<Row> {
  const met = await facts.network.connect(wanted.publicAddress, wanted.port, 'internet', wanted.hostName)
  return {
    id: `forward-${wanted.publicAddress}-${wanted.port}`,
    name: `${wanted.port} (${wanted.protocolName})`,
    note: `to ${wanted.server}`,
    expected: [`${wanted.address}:${wanted.port}`],
    cells: { publicAddress: wanted.publicAddress },
    required: true,
    ...judge(wanted, met, facts),
  }
}
