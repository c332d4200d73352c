import { type Cmdlet, command, ok, type Result, refuse, type Value } from '@/lib/shell'
import {
  type RetentionPolicyTag,
  retentionPolicy,
  retentionPolicyTag,
  tagType,
} from '../../organization/retention'
import type { Site, Stored } from '../../store'
import { givenProperties, writtenSettings } from '../noun-parameters'
import { plainCmdlets } from '../plain-noun'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

const policiesWith = async ({ store }: Site, tag: string) =>
  (await store.list(retentionPolicy)).filter(({ properties }) =>
    properties.tags.some((one) => one.toLowerCase() === tag.toLowerCase()),
  )

/** A policy calls its tags by name: where a tag is renamed, its policies follow. */
async function renameLinks(site: Site, from: string, to: string): Promise<Result<void>> {
  for (const policy of await policiesWith(site, from)) {
    const tags = policy.properties.tags.map((one) => (one.toLowerCase() === from.toLowerCase() ? to : one))
    const updated = await site.store.update(retentionPolicy, policy, { tags })
    if (!updated.ok) return updated
  }
  return ok(undefined)
}

async function unlinked({ name }: Stored<RetentionPolicyTag>, site: Site): Promise<Result<void>> {
  const [policy] = await policiesWith(site, name)
  return policy
    ? refuse(
        'InvalidOperation',
        'RetentionTagInUse',
        `The retention tag '${name}' is in the policy '${policy.name}'.`,
        { target: 'Identity', recommendedAction: 'Take it out of RetentionPolicyTagLinks first.' },
      )
    : ok(undefined)
}

const tags = [
  ...plainCmdlets<RetentionPolicyTag>(retentionPolicyTag, {
    synopses: {
      get: 'Lists the retention tags.',
      new: 'Makes a tag that says how long messages stay.',
    },
    extraNew: { Type: tagType },
    initial: async ({ Type = 'All' }) =>
      ok({
        type: String(Type),
        ageLimit: null,
        action: 'MoveToDeletedItems',
        enabled: true,
        messageClass: '*',
        comment: '',
      }),
  }),
  setCmdlet(retentionPolicyTag, {
    synopsis: 'Changes how long the messages of a tag stay.',
    renames: true,
    decide: async (stored, given, site) => {
      const linked =
        typeof given.Name === 'string' ? await renameLinks(site, stored.name, given.Name) : ok(null)
      return linked.ok ? ok({ properties: givenProperties(retentionPolicyTag, given) }) : linked
    },
  }),
  removeCmdlet(retentionPolicyTag, {
    synopsis: 'Removes a retention tag that is in no policy.',
    guard: unlinked,
    undo: ({ name, properties }) => [
      command('New-RetentionPolicyTag', {
        Name: name,
        Type: properties.type,
        ...writtenSettings(retentionPolicyTag, properties),
      } as Record<string, Value>),
    ],
  }),
]

const policies = plainCmdlets(retentionPolicy, {
  synopses: {
    get: 'Lists the retention policies.',
    new: 'Makes a retention policy of tags.',
    set: 'Changes which tags a retention policy has.',
    remove: 'Removes a retention policy.',
  },
  initial: async () => ok({ tags: [] }),
})

/** Kept and shown; no assistant works through mailboxes here. */
export const retentionCmdlets: readonly Cmdlet<Site>[] = [...tags, ...policies]
