// Small helps on forms: focus on the error summary, one submit per press, "saved" beside the field.
