import { parsed, type Result, refuse, ok as succeed } from '@/lib/shell'
import { parseDomainWithSubdomains, parseSmtpDomain } from '../directory/address'
import { quoted } from '../directory/quoted'
import { define } from '../organization/definition'
import { listOf, oneOf, optional, plain, quotaKind, sizeKind } from '../organization/kind'
import { type ExchangeVersion, since } from '../topology/exchange-version'
import {
  address,
  countKind,
  initialOf,
  kilobyte,
  kinds,
  megabyte,
  type Named,
  type Rows,
  rows,
  settingsOfTable,
  unlimitedCountKind,
} from './setting-table'

/** RFC 3463: `5.7.1`. */
export const enhancedStatusCode = parsed(
  'EnhancedStatusCode',
  (given): Result<string> =>
    /^[245]\.\d{1,3}\.\d{1,3}$/.test(given.trim())
      ? succeed(given.trim())
      : refuse(
          'InvalidData',
          'ParameterArgumentTransformationError',
          `Cannot convert value ${quoted(given)} to type "EnhancedStatusCode".`,
          { recommendedAction: 'Use a code such as 5.7.1 (RFC 3463).' },
        ),
)

/** `en`, `de-DE`. */
export const culture = parsed('CultureInfo', (given): Result<string> => {
  const [name] = /^[a-z]{2,3}(-[a-z\d]{2,8}){0,2}$/i.test(given.trim())
    ? Intl.getCanonicalLocales(given.trim())
    : []
  return name
    ? succeed(name)
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "CultureInfo".`,
        { recommendedAction: 'Use the name of a language such as en or de-DE.' },
      )
})

const since2013 = since('2013')
const onOff = kinds.boolean

const table = (version: ExchangeVersion): readonly Rows[] => [
  rows(onOff, {
    ClearCategories: true,
    ConvertDisclaimerWrapperToEml: false,
    ExternalDelayDsnEnabled: true,
    ExternalDsnLanguageDetectionEnabled: true,
    ExternalDsnSendHtml: true,
    InternalDelayDsnEnabled: true,
    InternalDsnLanguageDetectionEnabled: true,
    InternalDsnSendHtml: true,
    Rfc2231EncodingEnabled: false,
    ShadowRedundancyEnabled: true,
    VerifySecureSubmitEnabled: false,
    VoicemailJournalingEnabled: true,
    Xexch50Enabled: true,
  }),
  rows(onOff, { LegacyJournalingMigrationEnabled: false }, ['2010']),
  rows(
    onOff,
    {
      AddressBookPolicyRoutingEnabled: false,
      AgentGeneratedMessageLoopDetectionInSmtpEnabled: true,
      AgentGeneratedMessageLoopDetectionInSubmissionEnabled: true,
      RejectMessageOnShadowFailure: false,
    },
    since2013,
  ),
  rows(optional(plain(culture)), { ExternalDsnDefaultLanguage: null, InternalDsnDefaultLanguage: null }),
  rows(optional(plain(parsed('SmtpDomain', parseSmtpDomain))), {
    ExternalDsnReportingAuthority: null,
    InternalDsnReportingAuthority: null,
  }),
  rows(sizeKind, {
    ExternalDsnMaxMessageAttachSize: 10 * megabyte,
    InternalDsnMaxMessageAttachSize: 10 * megabyte,
    MaxDumpsterSizePerDatabase: 18 * megabyte,
  }),
  rows(sizeKind, { TransportRuleAttachmentTextScanLimit: 150 * kilobyte }, since2013),
  rows(kinds.smtp, { ExternalPostmasterAddress: null, JournalingReportNdrTo: null }),
  rows(listOf(enhancedStatusCode), {
    GenerateCopyOfDSNFor: ['5.4.8', '5.4.6', '5.4.4', '5.2.4', '5.2.0', '5.1.4'],
  }),
  rows(listOf(address), { InternalSMTPServers: [] }),
  rows(listOf(parsed('SmtpDomainWithSubdomains', parseDomainWithSubdomains)), {
    TLSReceiveDomainSecureList: [],
    TLSSendDomainSecureList: [],
  }),
  rows(oneOf('DSNConversionOption', 'UseExchangeDSNs', 'PreserveDSNBody', 'DoNotConvert'), {
    DSNConversionMode: 'UseExchangeDSNs',
  }),
  rows(oneOf('HeaderPromotionMode', 'NoCreate', 'MayCreate', 'MustCreate'), {
    HeaderPromotionModeSetting: 'NoCreate',
  }),
  rows(quotaKind, { MaxReceiveSize: 10 * megabyte, MaxSendSize: 10 * megabyte }),
  // 5000 is what servers of 2010 have (and its 5.5.3 report says), 500 the documented value of later ones.
  rows(unlimitedCountKind(0, 2_147_483_647), { MaxRecipientEnvelopeLimit: version === '2010' ? 5000 : 500 }),
  rows(kinds.span, {
    MaxDumpsterTime: '7.00:00:00',
    ShadowHeartbeatTimeoutInterval: '00:15:00',
    ShadowMessageAutoDiscardInterval: '2.00:00:00',
  }),
  rows(countKind(1, 90), { ShadowHeartbeatRetryCount: 12 }),
  rows(
    kinds.span,
    {
      QueueDiagnosticsAggregationInterval: '00:01:00',
      SafetyNetHoldTime: '2.00:00:00',
      ShadowHeartbeatFrequency: '00:02:00',
      ShadowResubmitTimeSpan: '03:00:00',
    },
    since2013,
  ),
  rows(
    countKind(0, 255),
    {
      MaxAllowedAgentGeneratedMessageDepth: 3,
      MaxAllowedAgentGeneratedMessageDepthPerAgent: 2,
      MaxRetriesForLocalSiteShadow: 2,
      MaxRetriesForRemoteSiteShadow: 4,
    },
    since2013,
  ),
  rows(countKind(1, 65_535), { DiagnosticsAggregationServicePort: 9710 }, since2013),
  rows(
    oneOf('ShadowMessagePreference', 'PreferRemote', 'LocalOnly', 'RemoteOnly'),
    { ShadowMessagePreferenceSetting: 'PreferRemote' },
    since2013,
  ),
  rows(listOf(parsed('String', succeed)), { SupervisionTags: ['Reject', 'Allow'] }),
]

/** One object for the organization. */
export const transportConfig = define<Named>('TransportConfig', 'transport configuration', {
  columns: [
    'ClearCategories',
    'ConvertDisclaimerWrapperToEml',
    'DSNConversionMode',
    'MaxReceiveSize',
    'MaxSendSize',
  ],
  settings: settingsOfTable(table('2016')),
})

export const transportConfigName = 'Transport Settings'

export function newTransportConfig(version: ExchangeVersion): Named {
  return initialOf(table(version), version)
}
