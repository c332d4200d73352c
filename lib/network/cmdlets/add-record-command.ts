import { type Command, command, present } from '@/lib/shell'
import { readMx, readSrv } from '../record-data'
import type { ZoneRecord } from '../zone'
import { printTimeSpan } from './parameters'

/** The command that makes a record on the DNS server inside, as a person would type it. */
export function addRecordCommand(domain: string, { name, type, ttl, data }: ZoneRecord): Command {
  const common = { ZoneName: domain, Name: name }
  const TimeToLive = printTimeSpan(ttl)
  switch (type) {
    case 'A':
      return command('Add-DnsServerResourceRecordA', { ...common, IPv4Address: data, TimeToLive })
    case 'AAAA':
      return command('Add-DnsServerResourceRecord', {
        ...common,
        AAAA: present,
        IPv6Address: data,
        TimeToLive,
      })
    case 'MX': {
      const { preference, host } = readMx(data)
      const set = { MX: present, MailExchange: host, Preference: preference }
      return command('Add-DnsServerResourceRecord', { ...common, ...set, TimeToLive })
    }
    case 'SRV': {
      const { priority, weight, port, target } = readSrv(data)
      const set = { Srv: present, DomainName: target, Priority: priority, Weight: weight, Port: port }
      return command('Add-DnsServerResourceRecord', { ...common, ...set, TimeToLive })
    }
    case 'CNAME':
      return command('Add-DnsServerResourceRecord', {
        ...common,
        CName: present,
        HostNameAlias: data,
        TimeToLive,
      })
    default:
      return command('Add-DnsServerResourceRecord', {
        ...common,
        Txt: present,
        DescriptiveText: data,
        TimeToLive,
      })
  }
}
