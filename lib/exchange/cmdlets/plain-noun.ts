import { type Cmdlet, mandatory, ok, type ParameterTable, type Result, type Value } from '@/lib/shell'
import { type Definition, define, shortName } from '../organization/definition'
import { objectName } from '../organization/kind'
import type { Site, Stored } from '../store'
import type { ExchangeVersion } from '../topology/exchange-version'
import { documentedSettings, madeAgain } from './documented-settings'
import { exchangeCmdlet } from './exchange-cmdlet'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import type { WithMore } from './more-properties'
import { type Given, givenProperties, settingParameters, writtenSettings } from './noun-parameters'
import { removeCmdlet } from './remove-cmdlet'
import { setCmdlet } from './set-cmdlet'

/** What a noun's verbs do, in a sentence each; a verb without one is not made. */
export interface Synopses {
  readonly get?: string
  readonly new?: string
  readonly set?: string
  readonly remove?: string
}

interface PlainVariation<P> {
  readonly synopses: Synopses
  readonly versions?: readonly ExchangeVersion[]
  /** A name other than the class: `ActiveSyncMailboxPolicy`. */
  readonly noun?: string
  /** What a new object is before anything is given; absent where every property is optional. */
  readonly initial?: (given: Given, site: Site) => Promise<Result<P>>
  /** Whole name of a new object, where it is not -Name alone: `EXCH01\Name`. */
  readonly identity?: (name: string, given: Given, site: Site) => Promise<Result<string>>
  /** Refuses to remove what must stay. */
  readonly guard?: (stored: Stored<P>, site: Site) => Promise<Result<void>>
  /** Parameters of New- beside the settings. */
  readonly extraNew?: ParameterTable
  /** Arguments of the New- that brings a removed object back, beside -Name and the settings. */
  readonly again?: (stored: Stored<P>) => Readonly<Record<string, Value>>
}

/** New-, Get-, Set- and Remove- of a noun without special rules. */
export function plainCmdlets<P extends object>(
  definition: Definition<P>,
  variation: PlainVariation<NoInfer<P>>,
): readonly Cmdlet<Site>[] {
  const { synopses, noun, versions, guard } = variation
  const more = { ...(noun ? { noun } : {}), ...(versions ? { versions } : {}) }
  return [
    ...(synopses.get ? [getCmdlet(definition, { ...more, synopsis: synopses.get })] : []),
    ...(synopses.new ? [newCmdlet(definition, { ...variation, synopsis: synopses.new })] : []),
    ...(synopses.set ? [setCmdlet(definition, { ...more, synopsis: synopses.set, renames: true })] : []),
    ...(synopses.remove
      ? [
          removeCmdlet(definition, {
            ...more,
            synopsis: synopses.remove,
            ...(guard ? { guard } : {}),
            undo: (stored, version) =>
              madeAgain(
                noun ?? definition.class,
                stored.name,
                {
                  Name: shortName(stored.name),
                  ...writtenSettings(definition, stored.properties, version),
                  ...variation.again?.(stored),
                },
                version,
              ),
          }),
        ]
      : []),
  ]
}

function newCmdlet<P extends object>(
  definition: Definition<P>,
  { synopsis, versions, noun, initial, identity, extraNew = {} }: PlainVariation<P> & { synopsis: string },
): Cmdlet<Site> {
  const name = `New-${noun ?? definition.class}`
  return exchangeCmdlet({
    name,
    synopsis,
    ...(versions ? { versions } : {}),
    parameters: {
      ...documentedSettings(name, settingParameters(definition)),
      ...extraNew,
      Name: mandatory(objectName, 1),
    },
    run: async ({ Name, ...given }, site) => {
      const base = initial ? await initial(given, site) : ok({} as P)
      if (!base.ok) return base
      const whole = identity ? await identity(Name, given, site) : ok(Name)
      if (!whole.ok) return whole
      return insertObject(
        definition,
        whole.value,
        { ...base.value, ...givenProperties(definition, given) },
        site,
      )
    },
  })
}

/** A whole noun in one declaration: what it is, and its cmdlets. */
export function plainNoun<P extends object = WithMore>(
  className: string,
  title: string,
  {
    synopses,
    versions,
    noun,
    initial,
    identity,
    guard,
    extraNew,
    again,
    settings = {},
    ...rest
  }: PlainVariation<P> &
    Partial<Pick<Definition<P>, 'settings' | 'defaults' | 'show' | 'check'>> & {
      readonly columns: readonly string[]
    },
): { readonly noun: Definition<P>; readonly cmdlets: readonly Cmdlet<Site>[] } {
  const definition = define<P>(className, title, { settings, ...rest })
  const variation = { synopses, versions, noun, initial, identity, guard, extraNew, again }
  return { noun: definition, cmdlets: plainCmdlets(definition, variation as PlainVariation<P>) }
}
