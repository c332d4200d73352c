import {
  boolean,
  command,
  enumeration,
  mandatory,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { type Definition, showObject } from '../../organization/definition'
import {
  originalTexts,
  quotaMessageTypes,
  type SystemMessage,
  systemMessage,
} from '../../transport/system-message'
import { culture, enhancedStatusCode } from '../../transport/transport-config'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { insertObject } from '../insert-object'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'

/** The whole identity stands for the name: its last part is a code that many have. */
const definition: Definition<SystemMessage> = systemMessage

const originals = Object.entries(originalTexts).flatMap(([code, words]) =>
  [true, false].map((internal) => ({
    Identity: `en\\${internal ? 'Internal' : 'External'}\\${code}`,
    Text: words,
    Language: 'en',
    Internal: internal,
    DsnCode: code,
    QuotaMessageType: null,
  })),
)

const getMessage = exchangeCmdlet({
  name: 'Get-SystemMessage',
  synopsis: 'Lists the texts of reports that replace those of Exchange, or with -Original these.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Original: switchParameter },
  run: async ({ Identity, Original }, site) => {
    if (Original) return ok({ output: originals })
    if (Identity) {
      const found = await requireObject(site, definition, Identity)
      return found.ok ? ok({ output: [showObject(definition, found.value)] }) : found
    }
    const all = await site.store.list(definition)
    return ok({ output: all.map((one) => showObject(definition, one)) })
  },
})

const newMessage = exchangeCmdlet({
  name: 'New-SystemMessage',
  synopsis: 'Gives a delivery report or a quota message a text of your own.',
  parameters: {
    DsnCode: enhancedStatusCode,
    Internal: boolean,
    Language: mandatory(culture),
    QuotaMessageType: enumeration('QuotaMessageType', ...quotaMessageTypes),
    Text: mandatory(text),
  },
  run: async ({ DsnCode = null, Internal, Language, QuotaMessageType = null, Text }, site) => {
    const named = nameOf(Language, DsnCode, Internal, QuotaMessageType)
    if (!named.ok) return named
    if (Text.trim() === '')
      return refuse('InvalidArgument', 'TextMissing', 'A system message needs a text.', { target: 'Text' })
    return insertObject(
      definition,
      named.value,
      {
        language: Language,
        internal: DsnCode === null ? null : (Internal ?? false),
        dsnCode: DsnCode,
        quotaMessageType: QuotaMessageType,
        text: Text,
      },
      site,
    )
  },
})

/** A code together with who sees it, or a quota message: one of the two. */
function nameOf(
  language: string,
  code: string | null,
  internal: boolean | undefined,
  quota: string | null,
): Result<string> {
  if (quota !== null && code === null) return ok(`${language}\\${quota}`)
  if (code !== null && quota === null && internal !== undefined)
    return ok(`${language}\\${internal ? 'Internal' : 'External'}\\${code}`)
  return refuse(
    'InvalidArgument',
    'AmbiguousParameterSet',
    'Parameter set cannot be resolved using the specified named parameters.',
    {
      target: code === null ? 'DsnCode' : 'Internal',
      recommendedAction: 'Give -DsnCode with -Internal, or -QuotaMessageType.',
    },
  )
}

export const systemMessageCmdlets = [
  getMessage,
  newMessage,
  setCmdlet(definition, {
    synopsis: 'Changes the text of a system message.',
    extra: { Original: switchParameter },
  }),
  removeCmdlet(definition, {
    synopsis: 'Removes a text of your own: Exchange uses its own again.',
    undo: ({ properties: { language, internal, dsnCode, quotaMessageType, text: words } }) => [
      command('New-SystemMessage', {
        Language: language,
        ...(dsnCode === null
          ? { QuotaMessageType: quotaMessageType }
          : { DsnCode: dsnCode, Internal: internal }),
        Text: words,
      }),
    ],
  }),
]
