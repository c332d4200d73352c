import { command, mandatory, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { organizationalUnit } from '../../directory/recipient'
import { objectName } from '../../organization/kind'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { domainName } from '../mailbox/require-mailbox'

const builtIn = ['Users', 'Computers', 'Domain Controllers', 'Microsoft Exchange Security Groups']

/** All units by their path: `Users`, `Offices/Marketing`. */
async function containers({ store }: Site): Promise<readonly string[]> {
  const own = await store.list(organizationalUnit)
  return [...builtIn, ...own.map(({ name }) => name)]
}

/** The part of a canonical or distinguished name after the domain; '' is the domain itself. */
function pathOf(given: string, dns: string): string {
  const units = [...given.matchAll(/(?:OU|CN)=((?:\\.|[^,\\])+)/gi)].map(([, unit = '']) => unit)
  if (units.length > 0) return units.toReversed().join('/')
  const plain = given.trim().replace(/\/+$/, '')
  if (plain.toLowerCase() === dns.toLowerCase()) return ''
  // The domain may be written as one knows it from outside: contoso.com/Users of contoso.local.
  return plain.replace(/^[^/]+\.[^/]+\//, '')
}

/** The unit that a name, a canonical or a distinguished name means, as a path. */
export async function requireContainer(site: Site, given: string): Promise<Result<string>> {
  const { dns } = await domainName(site)
  const path = pathOf(given, dns)
  if (path === '') return ok('')
  const all = await containers(site)
  const wanted = path.toLowerCase()
  const exact = all.find((one) => one.toLowerCase() === wanted)
  const last = all.filter((one) => one.split('/').at(-1)?.toLowerCase() === wanted)
  const found = exact ?? (last.length === 1 ? last[0] : undefined)
  return found
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'OrganizationalUnitNotFound',
        `The organizational unit ${quoted(given)} was not found. Please make sure you have typed it correctly.`,
        {
          target: 'OrganizationalUnit',
          recommendedAction: 'Get-OrganizationalUnit lists those that there are.',
        },
      )
}

function shown(path: string, dns: string): object {
  const name = path.split('/').at(-1) ?? path
  return { Name: name, CanonicalName: `${dns}/${path}`, Identity: `${dns}/${path}` }
}

const getOrganizationalUnit = exchangeCmdlet({
  name: 'Get-OrganizationalUnit',
  synopsis: 'Lists the organizational units that recipients can be in.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }) },
  run: async ({ Identity }, site) => {
    const { dns } = await domainName(site)
    if (Identity === undefined) return ok({ output: (await containers(site)).map((one) => shown(one, dns)) })
    const found = await requireContainer(site, Identity)
    return found.ok ? ok({ output: [shown(found.value, dns)] }) : found
  },
})

const newOrganizationalUnit = exchangeCmdlet({
  name: 'New-ADOrganizationalUnit',
  ungoverned: true,
  synopsis: 'Adds an organizational unit to the domain.',
  parameters: { Name: mandatory(objectName, 1), Path: text },
  run: async ({ Name, Path }, site) => {
    const within = Path === undefined ? ok('') : await requireContainer(site, Path)
    if (!within.ok) return within
    const path = within.value === '' ? Name : `${within.value}/${Name}`
    const inserted = await site.store.insert(organizationalUnit, path, { container: within.value || null })
    return inserted.ok ? ok({ undo: [command('Remove-ADOrganizationalUnit', { Identity: path })] }) : inserted
  },
})

const removeOrganizationalUnit = exchangeCmdlet({
  name: 'Remove-ADOrganizationalUnit',
  ungoverned: true,
  synopsis: 'Removes an organizational unit of the domain that nothing is in.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const path = await requireContainer(site, Identity)
    if (!path.ok) return path
    const found = await site.store.find(organizationalUnit, path.value)
    if (!found) return couldNotBeFound(site, Identity, 'Identity')
    await site.store.remove(organizationalUnit, found)
    const { container } = found.properties
    const Name = path.value.split('/').at(-1) ?? path.value
    return ok({
      undo: [command('New-ADOrganizationalUnit', { Name, ...(container ? { Path: container } : {}) })],
    })
  },
})

export const organizationalUnitCmdlets = [
  getOrganizationalUnit,
  newOrganizationalUnit,
  removeOrganizationalUnit,
]
