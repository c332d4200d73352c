/** The tables that hold logs. */
export type LogTable = 'MessageTracking' | 'TransportSession' | 'RoutingSnapshot'

/** In SQL, what a row takes in a log file, about: directories and files are limited in bytes. */
export const logBytes: Readonly<Record<LogTable, string>> = {
  MessageTracking: `120 + octet_length("subject") + octet_length("details"::text) / 2`,
  TransportSession: `octet_length("lines"::text) + 60 * jsonb_array_length("lines")`,
  RoutingSnapshot: `octet_length("table"::text)`,
}

/** Under which word the sessions of a log are kept. */
export const sessionKinds = {
  SmtpReceive: 'Receive',
  SmtpSend: 'Send',
  Connectivity: 'Connectivity',
} as const
