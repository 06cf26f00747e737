/** Family names of two characters that are in use. */
const doubleFamilyNames = new Set([
  ...['欧阳', '上官', '司马', '诸葛', '夏侯', '皇甫', '尉迟', '公孙', '慕容', '司徒', '令狐', '长孙', '东方', '南宫'],
  ...['端木', '澹台', '宇文', '司空', '闻人', '轩辕', '申屠', '太史', '公羊', '百里', '呼延', '万俟', '鲜于', '赫连'],
])

/** A person as neighbours call them, `秀英`: the given name, or all of a name of two characters; `阿依古丽` of `阿依古丽·买买提`. */
export function calledBy(name: string): string {
  const [own = name, ...more] = name.split('·')
  if (more.length > 0) return own
  const letters = Array.from(name)
  if (letters.length <= 2) return name
  const family = doubleFamilyNames.has(letters.slice(0, 2).join('')) ? 2 : 1
  // 欧阳静 is called by all three: one character alone is no name.
  return letters.length - family < 2 ? name : letters.slice(family).join('')
}
