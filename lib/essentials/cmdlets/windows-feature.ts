import type { Site, Stored } from '@/lib/exchange'
import {
  aliased,
  cmdlet,
  command,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  present,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { memberServer, requireServer } from '../find-server'
import { type Server, server } from '../site'
import { windowsFeatures } from '../windows-features'
import { webServices } from '../windows-services'

const parameters = {
  Name: mandatory(multiValued(text), 1),
  ComputerName: aliased(text, 'Cn'),
  Restart: switchParameter,
  IncludeManagementTools: switchParameter,
  IncludeAllSubFeature: switchParameter,
  Source: text,
  Confirm: switchParameter,
}

/**
 * Without a computer's name, features are those of the second server, for they are what Exchange's Setup asks for
 * there: the guide's InstallDependencies.ps1 is run on it. Without a second server, of the Essentials server.
 */
async function computerOf(site: Site, named: string | undefined): Promise<Result<Stored<Server>>> {
  return requireServer(site, named ?? memberServer(await site.store.list(server))?.name)
}

/** The features in their own spelling, each once. */
function named({ name, properties }: Stored<Server>, given: readonly string[]): Result<readonly string[]> {
  const known = new Map(windowsFeatures(properties.windows).map((one) => [one.toLowerCase(), one]))
  const wanted = new Set<string>()
  for (const one of given) {
    const feature = known.get(one.trim().toLowerCase())
    if (!feature)
      return refuse(
        'InvalidArgument',
        'NameDoesNotExist',
        `ArgumentNotValid: The role, role service, or feature name is not valid: '${one}'. The name was not found.`,
        {
          target: 'Name',
          recommendedAction: `Get-WindowsFeature -ComputerName ${name} lists the names that Windows Server ${properties.windows} knows.`,
        },
      )
    wanted.add(feature)
  }
  return ok([...wanted])
}

function report(exitCode: string, restart: boolean, features: readonly string[]): Outcome {
  return {
    output: [
      { Success: true, RestartNeeded: restart ? 'Yes' : 'No', ExitCode: exitCode, FeatureResult: features },
    ],
  }
}

async function change(
  site: Site,
  stored: Stored<Server>,
  changed: readonly string[],
  restart: boolean,
  properties: Partial<Server>,
  undoBy: string,
): Promise<Result<Outcome>> {
  const updated = await site.store.update(server, stored, { ...properties, restartPending: !restart })
  if (!updated.ok) return updated
  return ok({
    ...report(restart ? 'Success' : 'SuccessRestartRequired', !restart, changed),
    ...(restart ? {} : { warnings: [`You must restart ${stored.name} to finish the installation process.`] }),
    undo: [command(undoBy, { Name: [...changed], ComputerName: stored.name, Restart: present })],
  })
}

/** Exchange's setup wants a restart after its features; here every addition asks for one. */
function installing(name: string) {
  return cmdlet<Site>()({
    name,
    synopsis: 'Installs roles and features of Windows Server on a computer.',
    parameters,
    run: async ({ Name, ComputerName, Restart = false }, site) => {
      const found = await computerOf(site, ComputerName)
      if (!found.ok) return found
      const wanted = named(found.value, Name)
      if (!wanted.ok) return wanted
      const { features, services } = found.value.properties
      const added = wanted.value.filter((one) => !features.includes(one))
      if (added.length === 0) return ok({ ...report('NoChangeNeeded', false, []), undo: [] })
      const properties = {
        features: [...features, ...added],
        services: added.includes('Web-Server') ? { ...webServices, ...services } : services,
      }
      return change(site, found.value, added, Restart, properties, 'Uninstall-WindowsFeature')
    },
  })
}

function removing(name: string) {
  return cmdlet<Site>()({
    name,
    synopsis: 'Removes roles and features of Windows Server from a computer.',
    parameters,
    run: async ({ Name, ComputerName, Restart = false }, site) => {
      const found = await computerOf(site, ComputerName)
      if (!found.ok) return found
      const unwanted = named(found.value, Name)
      if (!unwanted.ok) return unwanted
      const { features, services } = found.value.properties
      const removed = unwanted.value.filter((one) => features.includes(one))
      if (removed.length === 0) return ok({ ...report('NoChangeNeeded', false, []), undo: [] })
      const left = removed.includes('Web-Server')
        ? Object.fromEntries(Object.entries(services).filter(([service]) => !(service in webServices)))
        : services
      const properties = { features: features.filter((one) => !removed.includes(one)), services: left }
      return change(site, found.value, removed, Restart, properties, 'Install-WindowsFeature')
    },
  })
}

const getWindowsFeature = cmdlet<Site>()({
  name: 'Get-WindowsFeature',
  synopsis: 'Lists roles and features of a computer, and whether they are installed.',
  reads: true,
  parameters: { Name: { ...multiValued(text), position: 1 }, ComputerName: parameters.ComputerName },
  run: async ({ Name, ComputerName }, site) => {
    const found = await computerOf(site, ComputerName)
    if (!found.ok) return found
    const asked = Name ? named(found.value, Name) : null
    if (asked && !asked.ok) return asked
    const { windows, features } = found.value.properties
    return ok({
      output: (asked?.value ?? windowsFeatures(windows)).map((one) => ({
        Name: one,
        InstallState: features.includes(one) ? 'Installed' : 'Available',
      })),
    })
  },
})

export const windowsFeatureCmdlets = [
  installing('Install-WindowsFeature'),
  installing('Add-WindowsFeature'),
  removing('Uninstall-WindowsFeature'),
  removing('Remove-WindowsFeature'),
  getWindowsFeature,
]
