import { Field } from '../ui/forms.tsx'

/** What is wrong with an entered code, as far as the phone can know; undefined when it can be sent. */
export function codeProblem(code: string): string | undefined {
  const digits = digitsOf(code)
  if (digits.length === 8) return undefined
  return digits === '' ? '请输入单子上的 8 个数字。' : `要 8 个数字，现在是 ${digits.length} 个。`
}

/** Codes are read out and written down in groups: blanks and dashes do not count. */
export function digitsOf(code: string): string {
  return code.replace(/\D/g, '')
}

export function CodeField({
  label,
  value,
  onInput,
  wrong,
}: {
  label: string
  value: string
  onInput: (value: string) => void
  wrong: string | undefined
}) {
  return (
    <Field
      label={label}
      value={value}
      onInput={onInput}
      wrong={wrong}
      type="number"
      maxLength={11}
      placeholder="8 个数字"
      id="code"
    />
  )
}
