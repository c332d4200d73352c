import type { Datum } from '../values/datum'

/** One parameter as the binder sees it, whoever declared it. */
export interface Spec {
  readonly name: string
  /** The .NET type's full name. */
  readonly type: string
  readonly aliases?: readonly string[]
  /** From 0; positions need not be next to each other. */
  readonly position?: number
  readonly mandatory?: boolean
  readonly fromPipeline?: boolean
  readonly byPropertyName?: boolean
  /** Takes all that is left. */
  readonly rest?: boolean
  /** The parameter sets that it belongs to; absent for all of them. */
  readonly sets?: readonly string[]
  readonly help?: string
  /** The words that complete it. */
  readonly values?: readonly string[]
  /** Instead of the plain conversion to `type`. `written` is a number as the script has it. */
  readonly convert?: (value: Datum, written: string | null) => Datum
}

export const isSwitch = ({ type }: Spec) => type === 'System.Management.Automation.SwitchParameter'

/** What stands behind a command's name, evaluated. */
export type Given =
  | { readonly kind: 'name'; readonly name: string; readonly colon: boolean; readonly text: string }
  | { readonly kind: 'value'; readonly value: Datum; readonly written: string | null }

const named = (name: string, type: string, ...aliases: string[]): Spec => ({ name, type, aliases })
const flag = 'System.Management.Automation.SwitchParameter'

/** What every command takes besides its own. */
export const commonParameters: readonly Spec[] = [
  named('Verbose', flag, 'vb'),
  named('Debug', flag, 'db'),
  named('ErrorAction', 'System.String', 'ea'),
  named('WarningAction', 'System.String', 'wa'),
  named('InformationAction', 'System.String', 'infa'),
  named('ErrorVariable', 'System.String', 'ev'),
  named('WarningVariable', 'System.String', 'wv'),
  named('OutVariable', 'System.String', 'ov'),
  named('OutBuffer', 'System.Int32', 'ob'),
  named('PipelineVariable', 'System.String', 'pv'),
  named('WhatIf', flag, 'wi'),
  named('Confirm', flag, 'cf'),
]
