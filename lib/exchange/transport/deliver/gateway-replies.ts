/** LastError of a Foreign connector's queue whose Drop directory is not there, cannot be written, or is none. */
export const noDropDirectory =
  '444 4.4.4 NONSMTPGW.NoDropDirectory The Drop Directory does not exist or has invalid ACLs.'

/** The same where the Drop directory holds as much as DropDirectoryQuota lets it. */
export const dropQuotaExceeded = '444 4.4.4 NONSMTPGW.QuotaExceeded Drop Directory Quota is exceeded.'
