import { ok, type Parameter, parsed, type Result, refuse } from '@/lib/shell'
import { parseIpv4, parseIpv6, parsePrivateIpv4, parsePublicIpv4 } from '../addresses'
import { parseComputerName, parseDomainName, shown } from '../names'

export const domainName = parsed('String', parseDomainName)
export const computerName = parsed('String', parseComputerName)
export const ipv4 = parsed('IPAddress', parseIpv4)
export const ipv6 = parsed('IPAddress', parseIpv6)
export const privateIpv4 = parsed('IPAddress', parsePrivateIpv4)
export const publicIpv4 = parsed('IPAddress', parsePublicIpv4)

function wrongValue(message: string): Result<never> {
  return refuse('InvalidData', 'ParameterArgumentTransformationError', message)
}

function wholeNumber(type: string, least: number, most: number): Parameter<number> {
  return parsed(type, (text) => {
    const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN
    return number >= least && number <= most
      ? ok(number)
      : wrongValue(`"${shown(text)}" is not a number from ${least} to ${most}.`)
  })
}

export const uint16 = wholeNumber('UInt16', 0, 65_535)
export const port = wholeNumber('UInt16', 1, 65_535)
/** Seconds; providers take a minute to a week. */
export const timeToLiveSeconds = wholeNumber('Int32', 60, 604_800)

/** A .NET TimeSpan, `[d.]hh:mm[:ss]`, in seconds; a number alone counts days. */
export const timeSpan: Parameter<number> = parsed('TimeSpan', (text) => {
  const days = /^\d{1,5}$/.exec(text.trim())
  if (days) return ok(Number(days[0]) * 86_400)
  const parts = /^(?:(\d{1,5})\.)?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim())
  if (!parts) return wrongValue(`Cannot convert value "${shown(text)}" to type "System.TimeSpan".`)
  const [, d = '0', h, m, s = '0'] = parts
  return ok(Number(d) * 86_400 + Number(h) * 3600 + Number(m) * 60 + Number(s))
})

/** 3600 as `01:00:00`. */
export function printTimeSpan(seconds: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  const days = Math.floor(seconds / 86_400)
  const time = `${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
  return days > 0 ? `${days}.${time}` : time
}
