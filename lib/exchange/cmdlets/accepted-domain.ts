import { boolean, command, mandatory, ok, type Result, refuse } from '@/lib/shell'
import {
  type AcceptedDomain,
  acceptedDomain,
  defaultAcceptedDomain,
  domainNameKind,
  domainTypeKind,
} from '../organization/accepted-domain'
import { emailAddressPolicy } from '../organization/email-address-policy'
import { objectName } from '../organization/kind'
import type { Site, Stored } from '../store'
import { exchangeCmdlet } from './exchange-cmdlet'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import { givenProperties, writtenSettings } from './noun-parameters'
import { removeCmdlet } from './remove-cmdlet'
import { type Change, setCmdlet } from './set-cmdlet'

const newAcceptedDomain = exchangeCmdlet({
  name: 'New-AcceptedDomain',
  synopsis: 'Adds a domain that the organization takes mail for.',
  parameters: {
    Name: mandatory(objectName, 1),
    DomainName: mandatory(domainNameKind),
    DomainType: domainTypeKind,
  },
  run: async ({ Name, DomainName, DomainType = 'Authoritative' }, site) =>
    insertObject(
      acceptedDomain,
      Name,
      {
        domainName: DomainName,
        domainType: DomainType,
        default: (await defaultAcceptedDomain(site)) === null,
        addressBookEnabled: true,
      },
      site,
    ),
})

/** Moves the flag. The former default loses it; the email address policies stay as they are. */
async function makeDefault(
  stored: Stored<AcceptedDomain>,
  site: Site,
): Promise<Result<Partial<Change<AcceptedDomain>>>> {
  const former = await defaultAcceptedDomain(site)
  if (former?.id === stored.id) return ok({})
  if (stored.properties.domainName.startsWith('*.'))
    return refuse(
      'InvalidOperation',
      'WildcardDomainAsDefault',
      `The accepted domain '${stored.name}' can't be the default because it has a wildcard.`,
      { target: 'MakeDefault' },
    )
  if (!former) return ok({ properties: { default: true } })
  const cleared = await site.store.update(acceptedDomain, former, { default: false })
  if (!cleared.ok) return cleared
  const undo = [command('Set-AcceptedDomain', { Identity: former.name, MakeDefault: true })]
  return ok({ properties: { default: true }, undo })
}

const setAcceptedDomain = setCmdlet(acceptedDomain, {
  synopsis: 'Changes an accepted domain, or makes it the default one.',
  renames: true,
  extra: { MakeDefault: boolean },
  decide: async (stored, given, site) => {
    const properties = givenProperties(acceptedDomain, given)
    if (properties.domainType === 'ExternalRelay') {
      const referenced = await checkUnreferenced(stored, site)
      if (!referenced.ok) return referenced
    }
    if (given.MakeDefault !== true) return ok({ properties })
    const moved = await makeDefault(stored, site)
    return moved.ok ? ok({ ...moved.value, properties: { ...properties, ...moved.value.properties } }) : moved
  },
})

async function checkUnreferenced(
  { name, properties }: Stored<AcceptedDomain>,
  site: Site,
): Promise<Result<void>> {
  const policies = await site.store.list(emailAddressPolicy)
  const template = policies
    .flatMap((policy) => policy.properties.enabledEmailAddressTemplates)
    .find((one) => one.toLowerCase().endsWith(`@${properties.domainName}`))
  return template
    ? refuse(
        'InvalidOperation',
        'DomainReferencedByPolicy',
        `The accepted domain '${name}' cannot be removed or made external because it is referenced by the e-mail address policy templates '${template}'.`,
        { target: 'Identity', recommendedAction: 'Change or remove that email address policy first.' },
      )
    : ok(undefined)
}

const removeAcceptedDomain = removeCmdlet(acceptedDomain, {
  synopsis: 'Removes an accepted domain: mail for it is no longer taken.',
  guard: async (stored, site) =>
    stored.properties.default
      ? refuse(
          'InvalidOperation',
          'DefaultDomainCannotBeRemoved',
          `The accepted domain '${stored.name}' can't be removed because it's the default accepted domain.`,
          { target: 'Identity', recommendedAction: 'Make another accepted domain the default first.' },
        )
      : checkUnreferenced(stored, site),
  undo: ({ name, properties }) => {
    const { AddressBookEnabled, ...settings } = writtenSettings(acceptedDomain, properties)
    const again = command('New-AcceptedDomain', {
      Name: name,
      DomainName: properties.domainName,
      ...settings,
    })
    return properties.addressBookEnabled
      ? [again]
      : [again, command('Set-AcceptedDomain', { Identity: name, AddressBookEnabled: false })]
  },
})

export const acceptedDomainCmdlets = [
  getCmdlet(acceptedDomain, { synopsis: 'Lists the domains that the organization takes mail for.' }),
  newAcceptedDomain,
  setAcceptedDomain,
  removeAcceptedDomain,
]
