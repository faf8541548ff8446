/** The required parameters of Order: Create. */
export const ORDER = {
	orderId: 'order-1',
	orderAmount: '49.90',
	orderCurrency: 'USD',
	payerId: 'payer-7',
	successUrl: 'https://shop.example.com/thanks',
	cancelUrl: 'https://shop.example.com/cart',
	validTime: 60,
};
