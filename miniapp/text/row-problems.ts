import type { RowProblem } from '../../shared/volunteers/exchange.ts'

/** What is wrong in a cell, and what to do. */
export const rowProblemWords: Readonly<Record<RowProblem, string>> = {
  missing: '没填',
  format: '写法不对',
  id_number_wrong: '证件号对不上，少一位或者抄错了',
  birth_date_differs: '跟证件号里的生日不一样',
  sex_differs: '跟证件号不一样',
  too_young: '年纪还不够',
  minor: '不满 18 岁，要和家长一起来登记',
  nobody: '社区里没有这个人，核对名字和编号',
  several: '有几个人同名，补上电话或生日',
  id_number_taken: '这个证件号是别人登记的',
  twice: '表里写了两遍',
  left: '已经退出了',
  own_hours: '自己的时长要请同事录',
}
