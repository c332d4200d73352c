import type { Parameter, ParameterTable, Value } from '@/lib/shell'
import { type DocumentedCmdlet, type DocumentedParameter, documented } from '../reference'
import { parameterByType } from '../reference/by-type'
import { applyListChange, isListChange } from '../reference/list-change'
import type { ExchangeVersion } from '../topology/exchange-version'

interface Versioned {
  readonly versions?: readonly ExchangeVersion[]
}

/** The table of a cmdlet, and which of its parameters the reference gave it. */
export interface Completed {
  readonly parameters: ParameterTable
  readonly added: ReadonlyMap<string, DocumentedParameter>
}

/**
 * A cmdlet's own parameters, and those that the reference has beside them, read by their type. A cmdlet's own
 * definitions win; where they say nothing, position, aliases, sets and pipeline come from the reference.
 */
export function completeParameters(cmdlet: string, own: ParameterTable): Completed {
  const facts = documented(cmdlet)
  if (!facts) return { parameters: own, added: new Map() }
  const taken = new Set(
    Object.entries(own).flatMap(([name, { aliases = [] }]) =>
      [name, ...aliases].map((one) => one.toLowerCase()),
    ),
  )
  const added = Object.entries(facts.parameters).filter(([name]) => !taken.has(name.toLowerCase()))
  return {
    parameters: {
      ...Object.fromEntries(
        Object.entries(own).map(([name, parameter]) => [name, described(parameter, facts.parameters[name])]),
      ),
      ...Object.fromEntries(added.map(([name, one]) => [name, fromFacts(cmdlet, name, one)])),
    },
    added: new Map(added),
  }
}

/** In which of the versions here a cmdlet is; null where the reference does not know it. */
export function documentedVersions(cmdlet: string): DocumentedCmdlet['versions'] | null {
  return documented(cmdlet)?.versions ?? null
}

function described(own: Parameter<unknown>, facts: DocumentedParameter | undefined): Parameter<unknown> {
  if (!facts) return own
  const { position = facts.position, aliases = facts.aliases } = own
  // A parameter that stands for another under an alias stands in that one's sets, too.
  const sets = own.sets ?? (own.aliases && !facts.aliases ? undefined : facts.sets)
  return {
    ...own,
    ...(position === undefined ? {} : { position }),
    ...(aliases ? { aliases } : {}),
    ...(sets ? { sets } : {}),
    ...(own.pipedByValue === undefined && takesObject(facts) ? { pipedByValue: true } : {}),
  }
}

function fromFacts(
  cmdlet: string,
  name: string,
  facts: DocumentedParameter,
): Parameter<Value | boolean> & Versioned {
  const { position, aliases, sets, versions, mandatory, pipeline } = facts
  return {
    ...(cmdlet.startsWith('Set-') ? parameterByType(name, facts) : ofNothing(parameterByType(name, facts))),
    // Which set is meant shows only when it is bound, so nothing of one set alone can be asked for.
    ...(mandatory && !sets ? { mandatory: true } : {}),
    ...(position === undefined ? {} : { position }),
    ...(aliases ? { aliases } : {}),
    ...(sets ? { sets } : {}),
    ...(versions ? { versions } : {}),
    ...(takesObject(facts) ? { pipedByValue: true } : {}),
    ...(name === 'Identity' || (pipeline && pipeline !== 'byValue') ? { piped: true } : {}),
  }
}

function takesObject({ pipeline }: DocumentedParameter): boolean {
  return pipeline === 'byValue' || pipeline === 'both'
}

/** Where there is no list yet, `@{Add=…}` is the list itself. */
function ofNothing(parameter: Parameter<Value | boolean>): Parameter<Value | boolean> {
  return {
    ...parameter,
    parse: (value) => {
      const parsed = parameter.parse(value)
      return parsed.ok && isListChange(parsed.value) ? applyListChange(parsed.value, []) : parsed
    },
  }
}
