import { type EditableType, editableTypes, parseRecordData, parseRecordName } from '@/lib/network'
import { command, ok, refuse } from '@/lib/shell'
import { textOf } from './text'
import type { Answers, Wizard } from './wizard'

export interface RecordFacts {
  readonly domain: string
  /** The record that is changed; null for a new one. */
  readonly record: {
    readonly id: string
    readonly name: string
    readonly type: string
    readonly ttl: number
    readonly data: string
  } | null
  /** What a checklist proposes for a new one. */
  readonly proposed: { readonly name: string; readonly type: string; readonly data: string } | null
}

const typeOf = (answers: Answers) => editableTypes.find((type) => type === answers.type) ?? 'A'

const examples: Readonly<Record<EditableType, string>> = {
  A: 'An IPv4 address: 203.0.113.25',
  AAAA: 'An IPv6 address',
  MX: 'Preference and host: 0 mail.contoso.com',
  TXT: 'Text, without quotes: v=spf1 a mx ~all',
  SRV: 'Priority, weight, port and host: 0 0 443 mail.contoso.com',
  CNAME: 'The name that this one stands for',
}

export const editRecord: Wizard<RecordFacts> = {
  id: 'provider-record',
  title: 'DNS record',
  finish: 'Save the record',
  pages: [
    {
      id: 'record',
      title: 'Record',
      lead: ({ domain }) =>
        `At the domain name provider of ${domain}. A change is seen when the answers that others have kept run out.`,
      fields: [
        {
          kind: 'text',
          name: 'name',
          label: 'Host',
          parameter: 'Name',
          hint: '@ is the domain itself.',
          suggest: ({ record, proposed }) => record?.name ?? proposed?.name ?? '',
          check: (value, { domain }) => parseRecordName(String(value), domain),
        },
        {
          kind: 'choice',
          name: 'type',
          label: 'Type',
          parameter: 'Type',
          suggest: ({ record, proposed }) => record?.type ?? proposed?.type ?? 'A',
          options: () => editableTypes.map((value) => ({ value, label: value })),
        },
        {
          kind: 'text',
          name: 'data',
          label: 'Value',
          parameter: 'Data',
          hint: (_, answers) => examples[typeOf(answers)],
          suggest: ({ record, proposed }) => record?.data ?? proposed?.data ?? '',
          check: (value, { domain }, answers) => parseRecordData(typeOf(answers), String(value), domain),
        },
        {
          kind: 'text',
          name: 'ttl',
          label: 'Time to live, in seconds',
          parameter: 'TimeToLive',
          suggest: ({ record }) => String(record?.ttl ?? 3600),
          check: (value) =>
            /^\d{1,6}$/.test(String(value))
              ? ok(value)
              : refuse('InvalidArgument', 'TimeToLiveInvalid', 'This is no number of seconds.', {
                  target: 'TimeToLive',
                  recommendedAction: 'Type 3600 for an hour.',
                }),
        },
      ],
    },
  ],
  compile({ domain, record }, answers) {
    const values = {
      Name: textOf(answers, 'name').trim(),
      Type: typeOf(answers),
      Data: textOf(answers, 'data').trim(),
      TimeToLive: Number(textOf(answers, 'ttl')),
    }
    const title = `${record ? 'Change' : 'Add'} the ${values.Type} record of ${values.Name}`
    return {
      title,
      steps: [
        {
          title,
          command: record
            ? command('Set-ProviderDnsRecord', { Zone: domain, Id: record.id, ...values })
            : command('Add-ProviderDnsRecord', { Zone: domain, ...values }),
        },
      ],
    }
  },
  next: () => [
    { label: 'Check the DNS records', href: '/network/dns' },
    { label: 'See all records at the provider', href: '/network/provider' },
  ],
}
