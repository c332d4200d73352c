import type { Site } from '@/lib/exchange'
import {
  type Cmdlet,
  type Command,
  cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { type Forward, type Router, router } from '../router'
import { nextId } from '../zone'
import { openRouter } from './open-router'
import { port, privateIpv4, publicIpv4 } from './parameters'

/** The router's web page, as commands: there is no PowerShell for it, so these names are ours. */
const protocol = enumeration('String', 'TCP', 'UDP')

function argumentsOf({ id, publicAddress, protocol, port, address, targetPort, note }: Forward) {
  return {
    PublicAddress: publicAddress ?? undefined,
    Protocol: protocol,
    Port: port,
    Address: address,
    TargetPort: targetPort,
    Note: note === '' ? undefined : note,
    Id: id,
  }
}

function shownForward({ id, publicAddress, protocol, port, address, targetPort, note }: Forward): object {
  return {
    Id: id,
    PublicAddress: publicAddress ?? 'any',
    Protocol: protocol,
    Port: port,
    Address: address,
    TargetPort: targetPort,
    Note: note,
  }
}

/** Two lines for one door contradict each other; routers refuse the second. */
function portTaken({ forwards }: Router, wanted: Forward): Result<never> | null {
  const other = forwards.find(
    (one) =>
      one.id !== wanted.id &&
      one.port === wanted.port &&
      one.protocol === wanted.protocol &&
      one.publicAddress === wanted.publicAddress,
  )
  return other
    ? refuse(
        'ResourceExists',
        'PortForwarded',
        `Port ${wanted.port} is forwarded to ${other.address} already.`,
        {
          target: 'Port',
          recommendedAction: `Change that line: Set-RouterForward -Id ${other.id} -Address ${wanted.address}.`,
        },
      )
    : null
}

const add = cmdlet<Site>()({
  name: 'Add-RouterForward',
  synopsis:
    'Adds a line to the port forwarding table of the router. Without -PublicAddress it holds for all of them.',
  parameters: {
    Port: mandatory(port, 1),
    Address: mandatory(privateIpv4, 2),
    TargetPort: { ...port, position: 3 },
    Protocol: protocol,
    PublicAddress: publicIpv4,
    Note: text,
    Id: text,
  },
  async run(
    { Port, Address, TargetPort = Port, Protocol = 'TCP', PublicAddress = null, Note = '', Id },
    site,
  ) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { properties } = found.value
    if (Id !== undefined && properties.forwards.some(({ id }) => id === Id))
      return refuse('ResourceExists', 'ForwardIdInUse', `The id '${Id}' is another line's.`, { target: 'Id' })
    const line: Forward = {
      id: Id ?? nextId(properties.forwards),
      publicAddress: PublicAddress,
      protocol: Protocol,
      port: Port,
      address: Address,
      targetPort: TargetPort,
      note: Note,
    }
    const taken = portTaken(properties, line)
    if (taken) return taken
    await site.store.update(router, found.value, { forwards: [...properties.forwards, line] })
    return ok({ output: [shownForward(line)], undo: [command('Remove-RouterForward', { Id: line.id })] })
  },
})

function findForwardById({ forwards }: Router, id: string): Result<Forward> {
  const found = forwards.find((one) => one.id === id)
  return found
    ? ok(found)
    : refuse('ObjectNotFound', 'ForwardNotFound', `The router's table has no line with the id '${id}'.`, {
        target: 'Id',
        recommendedAction: 'Get-RouterForward lists them; somebody may have removed it.',
      })
}

const set = cmdlet<Site>()({
  name: 'Set-RouterForward',
  synopsis: 'Changes a line of the port forwarding table of the router.',
  parameters: {
    Id: mandatory(text, 1),
    Port: port,
    Address: privateIpv4,
    TargetPort: port,
    Protocol: protocol,
    PublicAddress: publicIpv4,
    Note: text,
  },
  async run({ Id, Port, Address, TargetPort, Protocol, PublicAddress, Note }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { properties } = found.value
    const before = findForwardById(properties, Id)
    if (!before.ok) return before
    const line: Forward = {
      id: Id,
      publicAddress: PublicAddress ?? before.value.publicAddress,
      protocol: Protocol ?? before.value.protocol,
      port: Port ?? before.value.port,
      address: Address ?? before.value.address,
      targetPort: TargetPort ?? before.value.targetPort,
      note: Note ?? before.value.note,
    }
    const taken = portTaken(properties, line)
    if (taken) return taken
    await site.store.update(router, found.value, {
      forwards: properties.forwards.map((one) => (one.id === Id ? line : one)),
    })
    return ok({ output: [shownForward(line)], undo: restore(before.value) })
  },
})

/** Removed and added again, since Set- cannot take a public address back out of a line. */
function restore(line: Forward): readonly Command[] {
  return [command('Remove-RouterForward', { Id: line.id }), command('Add-RouterForward', argumentsOf(line))]
}

const remove = cmdlet<Site>()({
  name: 'Remove-RouterForward',
  synopsis: 'Removes a line from the port forwarding table of the router.',
  parameters: { Id: mandatory(text, 1) },
  async run({ Id }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const gone = findForwardById(found.value.properties, Id)
    if (!gone.ok) return gone
    await site.store.update(router, found.value, {
      forwards: found.value.properties.forwards.filter(({ id }) => id !== Id),
    })
    return ok({ undo: [command('Add-RouterForward', argumentsOf(gone.value))] })
  },
})

const get = cmdlet<Site>()({
  name: 'Get-RouterForward',
  synopsis: 'Lists the port forwarding table of the router.',
  reads: true,
  parameters: {},
  async run(_, site) {
    const found = await openRouter(site)
    return found.ok ? ok({ output: found.value.properties.forwards.map(shownForward) }) : found
  },
})

export const routerForwardCmdlets: readonly Cmdlet<Site>[] = [add, set, remove, get]
