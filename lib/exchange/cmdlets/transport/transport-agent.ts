import {
  absent,
  type Cmdlet,
  type Command,
  command,
  enumeration,
  mandatory,
  type Outcome,
  ok,
  piped,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import { objectName } from '../../organization/kind'
import type { Site } from '../../store'
import { shellVersion, since } from '../../topology/exchange-version'
import { countKind } from '../../transport/setting-table'
import {
  agentsByEvent,
  originalAgents,
  type TransportAgent,
  type TransportService,
  transportAgents,
} from '../../transport/transport-agent'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'

const service = only(
  since('2013'),
  enumeration('TransportService', 'Hub', 'Edge', 'FrontEnd', 'MailboxSubmission', 'MailboxDelivery'),
)

async function agentsOf(site: Site, of: TransportService): Promise<readonly TransportAgent[]> {
  const kept = await site.store.find(transportAgents, of)
  return kept?.properties.agents ?? originalAgents((await shellVersion(site)) ?? '2013', of)
}

/** Agents that are again as Setup left them need not be kept. */
async function keepAgents(site: Site, of: TransportService, agents: readonly TransportAgent[]) {
  const kept = await site.store.find(transportAgents, of)
  const original = originalAgents((await shellVersion(site)) ?? '2013', of)
  if (JSON.stringify(agents) !== JSON.stringify(original))
    return kept
      ? site.store.update(transportAgents, kept, { agents })
      : site.store.insert(transportAgents, of, { agents })
  if (kept) await site.store.remove(transportAgents, kept)
  return ok(undefined)
}

function shown({ name, enabled, factory, assembly }: TransportAgent, index: number): object {
  return {
    Identity: name,
    Name: name,
    Enabled: enabled,
    Priority: index + 1,
    TransportAgentFactory: factory,
    AssemblyPath: assembly,
  }
}

const isNamed = (name: string) => (agent: TransportAgent) =>
  agent.name.toLowerCase() === name.trim().toLowerCase()

const getAgent = exchangeCmdlet({
  name: 'Get-TransportAgent',
  synopsis: 'Lists the agents that look at messages on their way.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), TransportService: service },
  run: async ({ Identity, TransportService = 'Hub' }, site) => {
    const all = (await agentsOf(site, TransportService)).map((agent, index) => ({ agent, index }))
    const wanted = all.filter(({ agent }) => !Identity || isNamed(Identity)(agent))
    if (Identity && wanted.length === 0) return couldNotBeFound(site, Identity, 'Identity')
    return ok({ output: wanted.map(({ agent, index }) => shown(agent, index)) })
  },
})

const restartNeeded = (of: TransportService) => [
  'Please exit Windows PowerShell to complete the installation.',
  `The following service restart is required for the change(s) to take effect : ${of === 'FrontEnd' ? 'MSExchangeFrontEndTransport' : 'MSExchangeTransport'}`,
]

const installAgent = exchangeCmdlet({
  name: 'Install-TransportAgent',
  synopsis: 'Registers an agent that looks at messages on their way.',
  parameters: {
    Name: mandatory(objectName, 1),
    TransportAgentFactory: mandatory(text),
    AssemblyPath: mandatory(text),
    TransportService: service,
  },
  run: async ({ Name, TransportAgentFactory, AssemblyPath, TransportService = 'Hub' }, site) => {
    const agents = await agentsOf(site, TransportService)
    if (agents.some(isNamed(Name)))
      return refuse(
        'ResourceExists',
        'TransportAgentAlreadyExists',
        `The transport agent '${Name}' already exists.`,
        {
          target: 'Name',
        },
      )
    const made = { name: Name, enabled: false, factory: TransportAgentFactory, assembly: AssemblyPath }
    const kept = await keepAgents(site, TransportService, [...agents, made])
    if (!kept.ok) return kept
    return ok({
      output: [shown(made, agents.length)],
      warnings: restartNeeded(TransportService),
      undo: [command('Uninstall-TransportAgent', { ...identity(Name, TransportService), Confirm: absent })],
    })
  },
})

/** -TransportService is not known before 2013, where there is the Hub alone. */
function identity(name: string, of: TransportService) {
  return { Identity: name, ...(of === 'Hub' ? {} : { TransportService: of }) }
}

interface Changed {
  readonly agents: readonly TransportAgent[]
  readonly undo: readonly Command[]
}

/** Finds the agent, changes the list, and tells which service has to be restarted. */
function changing(
  name: string,
  synopsis: string,
  change: (
    agents: readonly TransportAgent[],
    index: number,
    of: TransportService,
    priority: number | undefined,
  ) => Changed,
): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    parameters: {
      Identity: piped(mandatory(text, 1)),
      TransportService: service,
      ...(name === 'Set-TransportAgent' ? { Priority: countKind(1, 100) } : {}),
    },
    run: async ({ Identity, TransportService = 'Hub', ...rest }, site): Promise<Result<Outcome>> => {
      const agents = await agentsOf(site, TransportService)
      const index = agents.findIndex(isNamed(Identity))
      if (index < 0) return couldNotBeFound(site, Identity, 'Identity')
      const { Priority } = rest as { Priority?: number }
      const next = change(agents, index, TransportService, Priority)
      const kept = await keepAgents(site, TransportService, next.agents)
      return kept.ok ? ok({ warnings: restartNeeded(TransportService), undo: next.undo }) : kept
    },
  })
}

function enabling(enabled: boolean) {
  return (agents: readonly TransportAgent[], index: number, of: TransportService): Changed => {
    const back = enabled ? 'Disable-TransportAgent' : 'Enable-TransportAgent'
    const { name = '', enabled: before } = agents[index] ?? {}
    return {
      agents: agents.map((one, at) => (at === index ? { ...one, enabled } : one)),
      undo: before === enabled ? [] : [command(back, { ...identity(name, of), Confirm: absent })],
    }
  }
}

const setAgent = changing(
  'Set-TransportAgent',
  'Changes the place of an agent in their order.',
  (agents, index, of, priority) => {
    const agent = agents[index]
    const to = Math.min(priority ?? index + 1, agents.length)
    if (!agent || to === index + 1) return { agents, undo: [] }
    return {
      agents: agents.toSpliced(index, 1).toSpliced(to - 1, 0, agent),
      undo: [command('Set-TransportAgent', { ...identity(agent.name, of), Priority: index + 1 })],
    }
  },
)

const uninstallAgent = changing(
  'Uninstall-TransportAgent',
  'Takes an agent out of the transport.',
  (agents, index, of) => {
    const agent = agents[index]
    if (!agent) return { agents, undo: [] }
    const { Identity: Name, ...rest } = identity(agent.name, of)
    return {
      agents: agents.toSpliced(index, 1),
      undo: [
        command('Install-TransportAgent', {
          Name,
          ...rest,
          TransportAgentFactory: agent.factory,
          AssemblyPath: agent.assembly,
        }),
        ...(agent.enabled ? [command('Enable-TransportAgent', identity(agent.name, of))] : []),
        command('Set-TransportAgent', { ...identity(agent.name, of), Priority: index + 1 }),
      ],
    }
  },
)

/** Events that an enabled agent is there for; of a service that has not been asked, Exchange shows none. */
const getPipeline = exchangeCmdlet({
  name: 'Get-TransportPipeline',
  synopsis: 'Shows at which event which agents look at a message.',
  reads: true,
  parameters: {},
  run: async (_, site) => {
    const agents = [...(await agentsOf(site, 'FrontEnd')), ...(await agentsOf(site, 'Hub'))]
    const enabled = agents.filter((agent) => agent.enabled).map(({ name }) => name)
    return ok({
      output: agentsByEvent.map(([Event, names]) => ({
        Event,
        TransportAgents: names.filter((name) => enabled.includes(name)),
      })),
    })
  },
})

export const transportAgentCmdlets = [
  getAgent,
  installAgent,
  changing('Enable-TransportAgent', 'Turns an agent on.', enabling(true)),
  changing('Disable-TransportAgent', 'Turns an agent off.', enabling(false)),
  setAgent,
  uninstallAgent,
  getPipeline,
]
