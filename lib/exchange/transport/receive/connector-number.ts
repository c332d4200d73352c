import type { ReceiveConnector } from '../../organization/receive-connector'
import type { More } from '../../store'

/** A documented setting that a connector keeps beside the modelled ones; undefined until somebody set it. */
export function connectorMore(connector: ReceiveConnector | null, name: string): More[string] | undefined {
  return (connector as { readonly more?: More } | null)?.more?.[name]
}

/** One that counts; `Unlimited` is Infinity. */
export function connectorNumber(connector: ReceiveConnector | null, name: string, usual: number): number {
  const value = connectorMore(connector, name)
  if (/^unlimited$/i.test(String(value))) return Number.POSITIVE_INFINITY
  const number = Number(value ?? usual)
  return Number.isFinite(number) && number >= 0 ? number : usual
}
