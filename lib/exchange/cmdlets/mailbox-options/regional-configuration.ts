import { ok, type Parameter, parsed, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { optional, plain } from '../../organization/kind'
import { rows } from '../../transport/setting-table'
import { mailboxSettings } from './mailbox-settings'

function matching(type: string, shape: RegExp, advice: string): Parameter<string> {
  return parsed(type, (given): Result<string> => {
    const text = given.trim()
    return shape.test(text)
      ? ok(text)
      : refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          `Cannot convert value ${quoted(given)} to type "${type}".`,
          { recommendedAction: advice },
        )
  })
}

const culture = matching(
  'CultureInfo',
  /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i,
  'Use a culture such as en-US or de-DE.',
)
const zone = matching(
  'ExTimeZoneValue',
  /^(?:UTC(?:[+-]\d\d)?|[A-Za-z][\w .()-]{0,60} Time(?: \([\w ]{1,20}\))?)$/,
  'Use the name that Windows gives the zone, such as W. Europe Standard Time.',
)
const dateFormat = matching('String', /^[dMyg\d ./,'-]{1,30}$/, 'Use a format such as M/d/yyyy.')
const timeFormat = matching('String', /^[Hhmst :.']{1,20}$/, 'Use a format such as h:mm tt.')

/** The language, the formats and the time zone that a mailbox is shown in; nothing until its owner says so. */
export const regionalConfigurationCmdlets = mailboxSettings({
  noun: 'MailboxRegionalConfiguration',
  area: 'regional',
  table: [
    rows(optional(plain(culture)), { Language: null }),
    rows(optional(plain(dateFormat)), { DateFormat: null }),
    rows(optional(plain(timeFormat)), { TimeFormat: null }),
    rows(optional(plain(zone)), { TimeZone: null }),
  ],
  synopses: {
    get: 'Shows the language, the time zone and the formats of a mailbox.',
    set: 'Sets the language, the time zone and the formats of a mailbox.',
  },
})
