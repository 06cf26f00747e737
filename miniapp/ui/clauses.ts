/** Clauses of a Chinese sentence, each with its mark: lines break between them, not inside words. */
export function clausesOf(sentence: string): string[] {
  return sentence.match(/[^，。；！？、]+[，。；！？、”]*/g) ?? [sentence]
}
