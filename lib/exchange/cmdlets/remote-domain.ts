import { mandatory, ok, parsed } from '@/lib/shell'
import { parseDomainWithSubdomains } from '../directory/address'
import { plain } from '../organization/kind'
import { type RemoteDomain, remoteDomain } from '../organization/remote-domain'
import { plainCmdlets } from './plain-noun'

const domainName = plain(
  parsed('SmtpDomainWithSubdomains', (given) =>
    given.trim() === '*' ? ok('*') : parseDomainWithSubdomains(given),
  ),
)

export const remoteDomainCmdlets = plainCmdlets<RemoteDomain>(remoteDomain, {
  synopses: {
    get: 'Lists how mail to domains of others is written, and what of it goes there.',
    new: 'Adds a domain of others, to which mail is written in its own way.',
    set: 'Changes how mail to a domain of others is written, and what of it goes there.',
    remove: 'Removes a remote domain: mail there is written as to all others.',
  },
  extraNew: { DomainName: mandatory(domainName) },
  initial: async ({ DomainName }) => ok({ domainName: String(DomainName) }),
  again: ({ properties }) => ({ DomainName: properties.domainName }),
})
