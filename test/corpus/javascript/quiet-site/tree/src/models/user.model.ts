import { Schema, model } from 'mongoose';

const schema = new Schema({ name: String, avatar: { type: String, default: 'img/avatar.svg' } });
export const User = model('shop/user', schema);
export const Order = model('shop/order', new Schema({ state: { type: String, default: 'open/new' } }));
