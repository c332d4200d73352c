import type { Runbook } from '@/lib/runbooks/runbook'
import type { Result, SecureString } from '@/lib/shell'

/** What was typed or chosen, by field name, exactly as the form holds it. */
export type Answers = Readonly<Record<string, string | boolean>>

interface FieldBase<F> {
  readonly name: string
  readonly label: string | ((facts: F, answers: Answers) => string)
  /** A sentence under the field; may depend on what was answered so far. */
  readonly hint?: string | ((facts: F, answers: Answers) => string)
  /** The parameter that the field stands for: an ErrorRecord whose target is this one belongs here. */
  readonly parameter?: string
  readonly shown?: (facts: F, answers: Answers) => boolean
  /** The value that the field has until somebody types one. */
  readonly suggest?: (facts: F, answers: Answers) => string | boolean
  /** The rule of the value: the cmdlet parameter's own parser. Runs in the browser and again on the server. */
  readonly check?: (value: string | boolean, facts: F, answers: Answers) => Result<unknown>
  /** Asked from the server while it is typed, through the wizard's probe: is the alias free? */
  readonly probed?: boolean
}

export type Field<F> =
  | (FieldBase<F> & {
      readonly kind: 'text' | 'password' | 'size'
      readonly placeholder?: string
      readonly autocomplete?: string
    })
  | (FieldBase<F> & { readonly kind: 'toggle' })
  | (FieldBase<F> & {
      readonly kind: 'choice'
      readonly options: (
        facts: F,
        answers: Answers,
      ) => readonly { value: string; label: string; note?: string; disabled?: string }[]
    })
  /** A file that is uploaded to the site's drive when it is chosen; the value is its path there. */
  | (FieldBase<F> & { readonly kind: 'file'; readonly accept: string })
  /** Long text: a certificate authority's answer, a CSV. */
  | (FieldBase<F> & { readonly kind: 'area'; readonly placeholder?: string })

export interface Check {
  readonly id: string
  readonly state: 'pass' | 'warn' | 'fail'
  readonly title: string
  readonly reason?: string
  /** The command that mends it, as PowerShell, offered at a click. */
  readonly repair?: { readonly label: string; readonly command: string }
}

export interface Page<F> {
  readonly id: string
  readonly title: string
  readonly lead?: string | ((facts: F, answers: Answers) => string)
  readonly fields: readonly Field<F>[]
  readonly shown?: (facts: F, answers: Answers) => boolean
  /** Checks shown above the fields; a failed one keeps Next closed. */
  readonly checks?: (facts: F, answers: Answers) => readonly Check[]
}

/**
 * A wizard as data: pages of fields, and what the answers compile to. Pure and JSON-fed: `facts` are what the
 * server knows of the site. The review and run pages are the renderer's own, the same for every wizard.
 */
export interface Wizard<F> {
  readonly id: string
  readonly title: string
  /** The button that runs it: "Add the account". */
  readonly finish: string
  readonly pages: readonly Page<F>[]
  /** Says something to another server, which cannot be rolled back: it is never tried first. */
  readonly speaks?: true
  /** The commands that the answers stand for. Secrets in answers are already sealed SecureStrings when it runs on the server. */
  readonly compile: (facts: F, answers: Answers, secrets: Secrets) => Runbook
  /** What is now true and what is still to do, shown after the run. */
  readonly next?: (facts: F, answers: Answers) => readonly { readonly label: string; readonly href: string }[]
}

/** Turns a password field's answer into the argument of a command: sealed on the server, a placeholder in the browser. */
export type Secrets = (field: string, prompt: string) => SecureString

/** What the server says of a value while it is typed. */
export interface ProbeAnswer {
  readonly state: 'free' | 'taken' | 'invalid'
  /** "available", "taken by Frank Moore" */
  readonly message: string
}
