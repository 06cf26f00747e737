import type { ServiceCategory } from '../../shared/booking/lifecycle.ts'

/** The six categories in the order of the catalogue. */
export const categoryWords: readonly { category: ServiceCategory; text: string; icon: string }[] = [
  { category: 'home_care', text: '居家养老', icon: 'house-heart' },
  { category: 'meals', text: '助餐', icon: 'soup' },
  { category: 'day_care', text: '日间照料', icon: 'armchair' },
  { category: 'health', text: '体检与医生', icon: 'stethoscope' },
  { category: 'window', text: '政务窗口', icon: 'stamp' },
  { category: 'venues', text: '场馆', icon: 'door-open' },
]
