import 'package:flutter_test/flutter_test.dart';

void main() {
  test('a story', () {
    final stories = Fake(model: 'gpt-3.5-turbo-0125');
    expect(stories.model, isNotNull);
  });
}
