CREATE TABLE `notification_reads` (
	`notification_id` text NOT NULL,
	`reader` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`notification_id`, `reader`),
	FOREIGN KEY (`notification_id`) REFERENCES `notifications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text,
	`organisation_id` text,
	`role` text,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`values` text NOT NULL,
	`caused_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notifications_recipient_idx` ON `notifications` (`recipient`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_role_idx` ON `notifications` (`role`,`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_age_idx` ON `notifications` (`created_at`);