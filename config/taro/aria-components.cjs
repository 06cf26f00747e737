// Taro's templates carry no aria attribute at all; what is listed here is added to them for weapp.
const aria = {
  'aria-role': '',
  'aria-label': '',
  'aria-hidden': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
}
const names = ['View', 'Text', 'Button', 'Image', 'Input', 'Textarea', 'Picker', 'Switch', 'ScrollView']
exports.components = {}
for (const name of names) exports.components[name] = { ...aria }
