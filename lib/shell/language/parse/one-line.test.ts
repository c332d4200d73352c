// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are PowerShell variables
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { loadParser, type ParseScript } from './parse'

let parse: ParseScript
beforeAll(async () => {
  parse = await loadParser()
})

/** A script as a tree of texts, so that it can be written on one line or on many. */
type Piece = string | { readonly open: string; readonly inside: readonly Piece[]; readonly close: Piece }

const simple = fc.constantFrom(
  "$x = $_.Replace(' ','')",
  '$x=$_.Name.Split("@")[0]',
  'New-Mailbox -Name $x -Alias a.b -Force:$false',
  'Set-Mailbox "$x y" -EmailAddresses @{Add="a@b.c","d@e.f"; Remove=$y.Z}',
  'Get-Mailbox|Where-Object {$_.Name -like "*a*"}|Set-Mailbox -Alias $_.Name',
  '$i++',
  '++$i',
  '$i += 1,2',
  '[void]$list.Add(5)',
  '[string[]]$a = 1..3',
  '$h["k"].Value = (Get-Date).AddDays(-1)',
  '$a, $b = 1, 2',
  'return',
  'throw "x"',
  'break',
  '"text $($x; $y.Z) ${a b}"',
  "'a','b' -join ';'",
  '& $cmd -Path C:\\a\\b.txt',
  '. .\\x.ps1 1',
  '$ok = -not $x -and $y -match "^a"',
  'Write-Host a,b "c;d" {e;f}',
  '$n = if ($x) {1} else {2}',
  '5/2',
  '1..3 | % {$_*2}',
  '-join $x',
  '!$x',
  '@{a=1;b="c"}.a',
  'Get-Thing 2>$null > out.txt',
  "$x.'a b'",
  '[math]::Round($x / 1GB, 2)',
  '$env:PATH',
  'if($x){1}elseif($y){2}else{3}',
  'function f($a,$b=2){$a}',
  'Get-Mailbox -Filter {Name -eq "x"}',
)
const { piece } = fc.letrec<{ piece: Piece; pieces: Piece[] }>((tie) => {
  const braces = (head: string, tail: Piece = '') =>
    tie('pieces').map((inside): Piece => ({ open: `${head} {`, inside: inside as Piece[], close: tail }))
  return {
    pieces: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }),
    piece: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      simple,
      braces('foreach ($a in $b.C)'),
      braces('if ($a -eq 1)'),
      fc.tuple(tie('pieces'), tie('pieces')).map(
        ([a, b]): Piece => ({
          open: 'try {',
          inside: a as Piece[],
          close: { open: ' catch {', inside: b as Piece[], close: '' },
        }),
      ),
      braces('1..2 | ForEach-Object'),
      braces('function F'),
      braces('$s ='),
      braces('while ($x -lt 5)'),
      braces('Get-Thing | %'),
      braces('switch ($x) { "a"', ' default { 1 } }'),
      braces('if ($a)', { open: ' else {', inside: ['$x = 1'], close: '' }),
    ),
  }
})

function written(one: Piece, between: string, space: string): string {
  if (typeof one === 'string') return one
  const inside = one.inside.map((inner) => written(inner, between, space)).join(between)
  return `${one.open}${space}${inside}${space}}${written(one.close, between, space)}`
}

/** The tree without its places. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape)
  if (value instanceof Map) return [...value].map(shape)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['start', 'end', 'source', 'opAt'].includes(key))
      .map(([key, one]) => [key, shape(one)]),
  )
}

function tree(source: string): unknown {
  const parsed = parse(source)
  return parsed.ok ? shape(parsed.block) : { error: parsed.error.record.message, source }
}

it('means the same on one line and on many', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (script) => {
      const on = (between: string, space: string) =>
        tree(script.map((one) => written(one as Piece, between, space)).join(between))
      const lines = on('\n', '\n')
      expect((lines as { error?: unknown }).error).toBeUndefined()
      expect(on('; ', ' ')).toEqual(lines)
      expect(on(';', '')).toEqual(lines)
      expect(on('\r\n\r\n', '\r\n\t')).toEqual(lines)
      expect(on(' # note\n', '\n')).toEqual(lines)
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 100), endOnFailure: true },
  )
})
