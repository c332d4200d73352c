import { isList, kindOf, type Value } from '@/lib/shell'

/** The parameters of New-TransportRule that do something with a message; all others are conditions. */
const actions: readonly string[] = [
  'AddManagerAsRecipientType',
  'AddToRecipients',
  'ApplyClassification',
  'ApplyHtmlDisclaimerText',
  'ApplyRightsProtectionTemplate',
  'BlindCopyTo',
  'CopyTo',
  'DeleteMessage',
  'Disconnect',
  'GenerateIncidentReport',
  'GenerateNotification',
  'LogEventText',
  'ModerateMessageByManager',
  'ModerateMessageByUser',
  'NotifySender',
  'PrependSubject',
  'Quarantine',
  'RedirectMessageTo',
  'RejectMessageEnhancedStatusCode',
  'RejectMessageReasonText',
  'RemoveHeader',
  'RouteMessageOutboundRequireTls',
  'SetAuditSeverity',
  'SetHeaderName',
  'SetSCL',
  'SmtpRejectMessageRejectStatusCode',
  'SmtpRejectMessageRejectText',
  'StopRuleProcessing',
]

/** They say more of an action or of the rule, and are neither condition nor action. */
const details: readonly string[] = [
  'ActivationDate',
  'ADComparisonOperator',
  'ApplyHtmlDisclaimerFallbackAction',
  'ApplyHtmlDisclaimerLocation',
  'DlpPolicy',
  'ExceptIfADComparisonOperator',
  'ExpiryDate',
  'IncidentReportContent',
  'IncidentReportOriginalMail',
  'RuleErrorAction',
  'RuleSubType',
  'SenderAddressLocation',
  'SetHeaderValue',
  'UseLegacyRegex',
]

type Parts = Readonly<Record<string, Value>>

export function isAction(name: string): boolean {
  return actions.includes(name)
}

export function isDetail(name: string): boolean {
  return details.includes(name)
}

export function hasAction(parts: Parts): boolean {
  return Object.entries(parts).some(([name, value]) => isAction(name) && isSet(value))
}

function isSet(value: Value): boolean {
  return value !== null && value !== false && !(isList(value) && value.length === 0)
}

/** In three paragraphs, as Get-TransportRule's Description: what is looked for, what is done, what is left out. */
export function describeRule(parts: Parts): string {
  const given = Object.entries(parts).filter(([name, value]) => !isDetail(name) && isSet(value))
  const done = given.filter(([name]) => isAction(name))
  const exceptions = given.filter(([name]) => name.startsWith('ExceptIf'))
  const conditions = given.filter(([name]) => !isAction(name) && !name.startsWith('ExceptIf'))
  return [
    paragraph('If the message:', conditions),
    paragraph('Take the following actions:', done),
    paragraph('Except if the message:', exceptions),
  ]
    .filter((one) => one !== '')
    .join('\r\n')
}

function paragraph(title: string, parts: readonly (readonly [string, Value])[]): string {
  const lines = parts.map(([name, value]) => `\t${sentence(name)}${shown(value)}`)
  return lines.length === 0 ? '' : [title, ...lines].join('\r\n')
}

/** `ExceptIfSubjectContainsWords` → `subject contains words`. */
function sentence(name: string): string {
  return name
    .replace(/^ExceptIf/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/\b(?!AD\b|SCL\b|IP\b|HTML\b)[A-Z][a-z]+/g, (word) => word.toLowerCase())
}

function shown(value: Value): string {
  if (value === true) return ''
  const list = isList(value) ? value : [value]
  return ` ${list.map((one) => (kindOf(one) === null ? `'${String(one)}'` : '…')).join(' or ')}`
}
